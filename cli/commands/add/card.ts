/** A scaffolded card: where it is, of which kind, and its files. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cardAround } from '../../shared/card.js';
import { UserError } from '../../shared/errors.js';
import { packageName } from '../../shared/package.js';

export interface Card {
  /** Its folder, absolute. */
  folder: string;
  /** A file's text; nothing when it is not there. */
  read(file: string): string | undefined;
  /** The names in one of its folders. */
  list(folder: string): string[];
}

/** New and changed texts of a card's files. */
export interface Changes {
  created: Record<string, string>;
  changed: Record<string, string>;
}

/** The card that `folder` is in. @throws UserError when there is none. */
export function findCard(folder: string): Card {
  const card = cardAround(folder);
  if (card !== undefined) return cardIn(card);
  throw new UserError(
    `There is no card here: no package.json that depends on ${packageName}. Change to the folder of a card first.`,
  );
}

function cardIn(folder: string): Card {
  return {
    folder,
    read(file) {
      const place = path.join(folder, file);
      return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
    },
    list(name) {
      const place = path.join(folder, name);
      return existsSync(place) ? readdirSync(place) : [];
    },
  };
}
