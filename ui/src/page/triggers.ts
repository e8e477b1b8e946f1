// The five reasons to hand over, in the order the pages show them.
import type { Trigger } from '../api/bindings.gen';

export const TRIGGERS: readonly Trigger[] = ['compliance', 'frustration', 'explicit_request', 'high_value', 'out_of_scope'];
