import { trySequences } from './card-sequences.js';

trySequences(4);
