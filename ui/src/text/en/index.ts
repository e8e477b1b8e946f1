// All sentences in English, one file for each area of the screen.
import { brief } from './brief';
import { common } from './common';
import { composer } from './composer';
import { inbox } from './inbox';
import { keys } from './keys';
import { thread } from './thread';

export const en = { brief, common, composer, inbox, keys, thread };

/** What every language must say; a missing or extra sentence fails the type check. */
export type Dictionary = typeof en;
