/** Installed for a run of the benchmarks only, hence without types. */
declare module 'penpal';
declare module 'postmate';
declare module 'comlink';
