// All sentences in Portuguese, one file for each area of the screen.
import { brief } from './brief';
import { common } from './common';
import { composer } from './composer';
import { inbox } from './inbox';
import { keys } from './keys';
import { thread } from './thread';
import type { Dictionary } from '../en';

export const pt: Dictionary = { brief, common, composer, inbox, keys, thread };
