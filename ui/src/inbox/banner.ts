// What a banner says and what its button does. Pure.
import type { Notice } from '../api/bindings.gen';
import type { Dictionary } from '../text/en';
import { named } from '../text/phone';
import { wholeSpan } from '../text/spans';

/** What the button of a banner asks for. */
export type Deed = 'take' | 'numbers' | 'playbook' | 'settings' | 'dismiss' | 'queue' | 'agentOn';

export type BannerWords = { tone: 'red' | 'amber' | 'plain'; title: string; hint: string; button: string; deed: Deed };

export function bannerWords(t: Dictionary, notice: Notice, now: number, queued: number): BannerWords {
	const b = t.inbox.banner;
	switch (notice.notice) {
		case 'late':
			return {
				tone: 'red',
				title: b.late(named(notice.name), wholeSpan(now - notice.waiting_since)),
				hint: b.lateHint(t.common.trigger[notice.trigger], wholeSpan(now - notice.due_at)),
				button: b.take,
				deed: 'take',
			};
		case 'channel_stopped':
			return { tone: 'red', title: b.channel(notice.name), hint: notice.stop ? t.trouble.meta.stopped[notice.stop] : b.channelHint, button: b.repair, deed: 'numbers' };
		case 'not_taken_in':
			return { tone: 'red', title: b.notTakenIn(notice.items), hint: b.notTakenInHint, button: b.understood, deed: 'dismiss' };
		case 'no_notifications':
			return { tone: 'amber', title: b.notices, hint: b.noticesHint, button: b.understood, deed: 'dismiss' };
		case 'no_tray':
			return { tone: 'plain', title: b.noTray, hint: b.noTrayHint, button: b.understood, deed: 'dismiss' };
		case 'no_keyring':
			return { tone: 'amber', title: b.noKeyring, hint: b.noKeyringHint, button: b.see, deed: 'settings' };
		case 'keyring_silent':
			return { tone: 'red', title: b.keyringSilent, hint: b.keyringSilentHint, button: b.understood, deed: 'dismiss' };
		case 'port_taken':
			return { tone: 'red', title: b.portTaken(String(notice.port)), hint: b.portTakenHint, button: b.understood, deed: 'dismiss' };
		case 'offline':
			return { tone: 'plain', title: b.offline, hint: b.offlineQueued(queued || notice.queued), button: b.see, deed: 'queue' };
		case 'agent_off':
			return { tone: 'plain', title: b.agentOff, hint: b.agentOffHint, button: b.turnOn, deed: 'agentOn' };
		case 'no_number':
			return { tone: 'plain', title: b.noNumber, hint: b.noNumberHint, button: b.connect, deed: 'numbers' };
		case 'no_playbook':
			return { tone: 'plain', title: b.noPlaybook(notice.name), hint: b.noPlaybookHint, button: b.write, deed: 'playbook' };
	}
}

/** A name for a notice, so that one that was understood stays away. */
export function nameOf(notice: Notice): string {
	if (notice.notice === 'late') return `late ${notice.conversation} ${notice.due_at}`;
	return 'number' in notice ? `${notice.notice} ${notice.number}` : notice.notice;
}

/** The one to show: the worst that wasn't understood and isn't on the screen already. */
export function worst(notices: readonly Notice[], understood: ReadonlySet<string>, open: string | undefined): Notice | undefined {
	return notices.find((notice) => {
		if (notice.notice === 'late' && notice.conversation === open) return false;
		return !understood.has(nameOf(notice));
	});
}
