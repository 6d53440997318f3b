/** A style sheet that the build includes as text, without its white space. */
declare module '*.css' {
  var text: string;
  export default text;
}
