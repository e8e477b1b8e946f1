// What a menu can hold. The menu itself is `Menu.svelte`.
import type { Component } from 'svelte';

/** An icon component of Lucide. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string }>;

/** One entry: something to do, a label above a group, or a line between groups. */
export type MenuEntry =
	| {
			kind: 'do';
			key: string;
			label: string;
			run: () => void;
			hint?: string;
			icon?: Icon;
			keys?: string;
			/** Whether it is the chosen one of its group; without it nothing is chosen here. */
			checked?: boolean;
			/** It is chosen by itself, and not instead of others. */
			alone?: boolean;
			danger?: boolean;
			disabled?: boolean;
	  }
	| { kind: 'label'; key: string; label: string }
	| { kind: 'line'; key: string };
