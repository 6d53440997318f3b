/** What a command is to the program that calls it. */

/** Takes the arguments after the command's name, returns the exit status (none means 0). */
export type Command = (argv: string[]) => Promise<number | void>;

/** A command as the program lists it. */
export interface CommandEntry {
  /** Its name and arguments, for the help. */
  usage: string;
  summary: string;
  load(): Promise<Command>;
}
