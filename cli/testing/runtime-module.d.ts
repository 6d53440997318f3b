declare module 'runtime:code' {
  /** A script that makes `leaddesk`, an object with `createLd` and `createCard`. */
  const code: string;
  export default code;
}
