// All sentences in English, one file for each area of the screen.
import { brief } from './brief';
import { common } from './common';
import { composer } from './composer';
import { inbox } from './inbox';
import { keys } from './keys';
import { insights } from './insights';
import { numbers } from './numbers';
import { playbook } from './playbook';
import { settings } from './settings';
import { team } from './team';
import { thread } from './thread';
import { trouble } from './trouble';

export const en = { brief, common, composer, inbox, insights, keys, numbers, playbook, settings, team, thread, trouble };

/** What every language must say; a missing or extra sentence fails the type check. */
export type Dictionary = typeof en;
