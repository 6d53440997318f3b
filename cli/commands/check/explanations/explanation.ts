/** What is to say about a check beyond a finding: `explain` and the pages in docs/checks are made of it. */

export interface Code {
  /** As Markdown names languages. */
  language: string;
  code: string;
}

export interface Explanation {
  /** What goes wrong for the agent and why, in paragraphs. */
  why: string;
  before?: Code;
  after?: Code;
  /** Ways to do it on servers. */
  recipes?: Recipes;
  /** What `check --fix` does; absent: it leaves the finding to a person. */
  fix?: string;
}

/** Code by the name of what it is for, such as `PHP`. */
export type Recipes = Record<string, Code>;

export const html = (code: string): Code => ({ language: 'html', code });
export const js = (code: string): Code => ({ language: 'js', code });
export const http = (code: string): Code => ({ language: 'http', code });
