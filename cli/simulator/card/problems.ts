/** What is wrong with the card's sources at the moment, as one text for the page. */

export interface Problems {
  /** What is wrong with a script that was to be built; `null`: nothing any more. */
  build(script: string, text: string | null): void;
  /** What is wrong with the project's types. */
  types(text: string | null): void;
}

/** @param changed is called with the text when it has changed; `null`: all is well. */
export function createProblems(changed: (text: string | null) => void): Problems {
  const unbuilt = new Map<string, string>();
  let wrongTypes: string | null = null;
  let shown: string | null = null;

  function update() {
    // What can not be built has wrong types as well: once is enough.
    const next = unbuilt.size ? [...unbuilt.values()].join('\n\n') : wrongTypes;
    if (next !== shown) changed((shown = next));
  }

  return {
    build(script, text) {
      if (text === null) unbuilt.delete(script);
      else unbuilt.set(script, text);
      update();
    },
    types(text) {
      wrongTypes = text;
      update();
    },
  };
}
