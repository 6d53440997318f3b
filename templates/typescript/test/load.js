import { build } from 'esbuild';

/** Imports a module of the card as the browser gets it, compiled. */
export async function load(name) {
  const { outputFiles } = await build({ entryPoints: [`src/${name}.ts`], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
