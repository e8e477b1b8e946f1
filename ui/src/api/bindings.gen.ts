// Generated from crates/engine/src/api by `cargo test -p engine`. Do not edit.

/**
 * Who sits here from now on.
 */
export type ActAs = { 
/**
 * Who.
 */
operator: OperatorId, };

/**
 * Why the agent gave no answer.
 */
export type AgentFailure = { "why": "took_too_long", 
/**
 * How long we waited.
 */
seconds: number, } | { "why": "unreachable", 
/**
 * What its provider said.
 */
said: string, } | { "why": "refused", 
/**
 * What it said.
 */
said: string, } | { "why": "unusable" } | { "why": "stopped" };

/**
 * Whether the agent answers at all.
 */
export type AgentSwitch = "on" | "off";

/**
 * What the agent is about to do.
 */
export type Answering = { "state": "no" } | { "state": "soon", 
/**
 * When.
 */
at: Timestamp, } | { "state": "writing" } | { "state": "stopped" };

/**
 * Why a request was not done.
 */
export type ApiError = { 
/**
 * What the screen does about it.
 */
code: ErrorCode, 
/**
 * In plain words, for a log or as a last resort on the screen.
 */
text: string, 
/**
 * Who or what it is about, e.g. the operator who was faster, or a field.
 */
about: string | null, 
/**
 * What is wrong, as data; `None` where the code says it all.
 */
problem?: Problem, };

/**
 * How much the agent does alone.
 */
export type Autonomy = "suggest_only" | "answer_sure" | "answer_all";

/**
 * Start a conversation with a customer who has not written, by a template.
 */
export type Begin = { 
/**
 * Chosen by the screen, so that asking again after a lost answer is the same message.
 */
id: OutgoingId, 
/**
 * From which number.
 */
number: NumberId, 
/**
 * To which phone number, with country code.
 */
phone: string, 
/**
 * The template.
 */
template: string, 
/**
 * Its language tag.
 */
language: string, 
/**
 * The values, in order.
 */
values: Array<string>, };

/**
 * The brief of an escalation. The reasons stand in the escalation's signals.
 */
export type Brief = { 
/**
 * What the customer wants, in one sentence.
 */
wants: string, 
/**
 * What was tried, in one sentence; empty if nothing was.
 */
tried: string, 
/**
 * The customer's tone.
 */
tone: Tone, 
/**
 * Collected facts.
 */
facts: Array<BriefFact>, 
/**
 * A reply the operator can use; `None` where a suggestion would be a guess.
 */
suggested_reply: string | null, 
/**
 * What `wants` and `tried` quote, so that a screen can say them in its reader's language.
 */
said?: BriefSaid, };

/**
 * One collected fact.
 */
export type BriefFact = { 
/**
 * What it is about.
 */
label: FactLabel, 
/**
 * The customer's words for it.
 */
value: string, };

/**
 * The words a brief quotes.
 */
export type BriefSaid = { 
/**
 * The customer's, for what they want; empty where there are none, as for a photo.
 */
asked: string, 
/**
 * How often the agent answered.
 */
answers: number, 
/**
 * Its last answer; empty if there is none.
 */
answered: string, };

/**
 * What an operator tells the agent when handing back. It marks the end of the human stretch, so
 * the agent neither repeats it nor stays silent because of it.
 */
export type Briefing = { 
/**
 * Facts the agent may use.
 */
facts: Array<string>, 
/**
 * Promises made to the customer.
 */
promises: Array<string>, 
/**
 * What the agent must not speak of.
 */
avoid: Array<string>, };

/**
 * Something said, ready to be drawn: author × content × progress are three separate axes.
 */
export type Bubble = { 
/**
 * Who.
 */
author: MessageAuthor, 
/**
 * What.
 */
content: Content, 
/**
 * Its words cut at the evidence; empty where there are none.
 */
segments: Array<Segment>, 
/**
 * How far it got.
 */
progress: Progress, 
/**
 * First of its group.
 */
first: boolean, 
/**
 * Last of its group.
 */
last: boolean, 
/**
 * Meta's id, once known.
 */
wamid: MessageId | null, 
/**
 * The message it answers.
 */
reply_to: MessageId | null, 
/**
 * What an answer of the agent rests on.
 */
sources: Array<DraftSource>, 
/**
 * Changed by the customer later.
 */
edited: boolean, 
/**
 * Deleted by the customer.
 */
revoked: boolean, 
/**
 * Forwarded.
 */
forwarded: boolean, 
/**
 * Reactions.
 */
reactions: Array<Reaction>, 
/**
 * Where its bytes are, for media.
 */
media: MediaState, 
/**
 * The advertisement it came from.
 */
referral: string | null, };

/**
 * A canned reply.
 */
export type Canned = { 
/**
 * What follows the slash.
 */
shortcut: string, 
/**
 * The text.
 */
text: string, };

/**
 * What changed; a screen that shows it asks again.
 */
export type Changed = { 
/**
 * Conversations whose row or thread changed.
 */
conversations: Array<ConversationId>, 
/**
 * Everything else that changed.
 */
topics: Array<Topic>, };

/**
 * Whether a number works.
 */
export type ChannelState = { "state": "open" } | { "state": "unchecked" } | { "state": "stopped", 
/**
 * Meta's code.
 */
code: number, 
/**
 * Why, in plain words, for a log.
 */
why: string, 
/**
 * What has to be put in order; `None` for a code that came after us.
 */
stop?: ChannelStop, };

/**
 * Why a number stands still, by what the owner puts in order.
 */
export type ChannelStop = "token" | "permission" | "policy" | "payment" | "quality" | "display_name" | "registration";

/**
 * What a step of a check found. Its English words are its `Display`.
 */
export type CheckFinding = { "finding": "token_accepted" } | { "finding": "token_run_out" } | { "finding": "may_send_and_manage" } | { "finding": "permissions_missing", 
/**
 * Their names at Meta.
 */
permissions: Array<string>, } | { "finding": "number_found", 
/**
 * As people dial it.
 */
phone: string, 
/**
 * The name customers see.
 */
name: string, } | { "finding": "delivers" } | { "finding": "delivers_now" } | { "finding": "delivers_elsewhere", 
/**
 * The address that Meta has.
 */
address: string, } | { "finding": "delivery_arrived" } | { "finding": "nothing_arrived" } | { "finding": "trouble", 
/**
 * Why.
 */
trouble: MetaTrouble, };

/**
 * What came of a step.
 */
export type CheckResult = "ok" | "waiting" | "failed";

/**
 * Look at a rule while it is typed.
 */
export type CheckRule = { 
/**
 * The playbook it is for.
 */
playbook: PlaybookId, 
/**
 * The rule.
 */
rule: OwnerRule, };

/**
 * One step of a check.
 */
export type CheckStep = { 
/**
 * What was checked.
 */
step: CheckedThing, 
/**
 * What came of it.
 */
result: CheckResult, 
/**
 * In plain words, for a log.
 */
detail: string, 
/**
 * What was found, as data. It is always there.
 */
finding?: CheckFinding, };

/**
 * What is checked.
 */
export type CheckedThing = "token" | "permissions" | "number" | "webhook" | "signature";

/**
 * One thing to choose.
 */
export type Choice = { 
/**
 * Our name for it.
 */
id: string, 
/**
 * What the customer sees, at most 20 characters on a button, 24 in a list.
 */
title: string, 
/**
 * A second line, in a list only.
 */
description: string | null, };

/**
 * End it.
 */
export type Close = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * What the screen showed of it: it is not closed over what came since.
 */
seen?: SeenRow, };

/**
 * Who closed a conversation.
 */
export type Closer = { "closer": "quiet" } | { "closer": "operator", 
/**
 * Who.
 */
operator: OperatorId, };

/**
 * Compliance ground, told apart because the brief always names it in plain words.
 */
export type ComplianceKind = "symptoms" | "emergency" | "safety" | "legal" | "privacy" | "fraud" | "money_advice" | "self_harm" | "other";

/**
 * Connect a number, or change how it is connected.
 */
export type ConnectNumber = { 
/**
 * Meta's phone number id.
 */
id: NumberId, 
/**
 * Meta's business account id.
 */
waba: string, 
/**
 * The owner's name for it.
 */
name: string, 
/**
 * Its playbook.
 */
playbook: PlaybookId | null, 
/**
 * The access token; `None` keeps the one that is kept.
 */
access_token: string | null, 
/**
 * The app secret; `None` keeps the one that is kept.
 */
app_secret: string | null, 
/**
 * Whether the number is used in the phone app too.
 */
coexistence: boolean, };

/**
 * A card of a person.
 */
export type ContactCard = { 
/**
 * Full name.
 */
name: string, 
/**
 * Phone numbers as given.
 */
phones: Array<string>, };

/**
 * The content of one message.
 */
export type Content = { "kind": "text", 
/**
 * The text, unchanged.
 */
body: string, } | { "kind": "media" } & Media | { "kind": "location", 
/**
 * Degrees north.
 */
latitude: number, 
/**
 * Degrees east.
 */
longitude: number, 
/**
 * Its name, if given.
 */
name: string | null, 
/**
 * Its address, if given.
 */
address: string | null, } | { "kind": "contacts", 
/**
 * Who was sent.
 */
cards: Array<ContactCard>, } | { "kind": "choice", 
/**
 * What we called it when we offered it.
 */
id: string, 
/**
 * What the customer saw.
 */
title: string, } | { "kind": "offer", 
/**
 * The text above.
 */
body: string, 
/**
 * What can be chosen.
 */
choices: Array<Choice>, } | { "kind": "template", 
/**
 * Its name at Meta.
 */
name: string, 
/**
 * Its language tag at Meta.
 */
language: string, 
/**
 * The values, in order.
 */
values: Array<string>, 
/**
 * The text the customer sees.
 */
body: string, } | { "kind": "order", 
/**
 * How many different products.
 */
products: number, 
/**
 * What the customer wrote with it.
 */
text: string | null, 
/**
 * Each of them; empty in what was stored before they were kept.
 */
lines: Array<OrderedProduct>, } | { "kind": "unsupported", 
/**
 * What Meta calls it.
 */
what: string, };

/**
 * All that is said with one customer on one of the business's numbers.
 */
export type ConversationId = string;

/**
 * Names a conversation.
 */
export type ConversationRef = { 
/**
 * Which.
 */
conversation: ConversationId, };

/**
 * One conversation.
 */
export type ConversationView = { 
/**
 * What the list shows of it.
 */
row: InboxRow, 
/**
 * Who it is with.
 */
customer: Customer, 
/**
 * Name of the number it is on.
 */
number_name: string, 
/**
 * The business.
 */
business: string, 
/**
 * Since when the holder holds it.
 */
held_since: Timestamp, 
/**
 * Since when it exists.
 */
began_at: Timestamp, 
/**
 * What the agent is about to do.
 */
answering: Answering, 
/**
 * The call: open while it waits, kept while the operator who came holds it.
 */
escalation: EscalationView | null, 
/**
 * The last call, once it is over and until the next one.
 */
past_escalation: EscalationView | null, 
/**
 * What the agent was told at the last hand-back.
 */
briefing: Briefing | null, 
/**
 * A briefing to begin with when handing back, from what was said in the human stretch.
 */
proposed_briefing: Briefing, 
/**
 * An answer the agent proposes and doesn't send.
 */
suggestion: string | null, 
/**
 * The customer's language.
 */
language: Language | null, 
/**
 * Text in the composer, kept across restarts.
 */
draft: string, 
/**
 * Who held it when.
 */
history: Array<HolderSpan>, 
/**
 * Notes among operators, newest first.
 */
notes: Array<NoteView>, 
/**
 * Judgements that stand: the last one of each call, and of what was missing since the agent last
 * got the conversation.
 */
marks: Array<Mark>, 
/**
 * Earlier conversations' numbers of this customer.
 */
said: SaidCounts, };

/**
 * How many conversations there are.
 */
export type Counts = { 
/**
 * Waiting for a person.
 */
needs_person: number, 
/**
 * Of those, past their promise.
 */
late: number, 
/**
 * Held by the operator who asks.
 */
mine: number, 
/**
 * Held by the agent or by others.
 */
with_agent: number, 
/**
 * Closed.
 */
closed: number, };

/**
 * Who the customer is, across number changes.
 */
export type Customer = { 
/**
 * Our own id, stable.
 */
id: CustomerId, 
/**
 * Meta's business-scoped user id, once known. It is the key; the phone is an attribute.
 */
user_id: string | null, 
/**
 * Phone number, digits with a leading plus, once known.
 */
phone: string | null, 
/**
 * The name the customer gave in WhatsApp.
 */
name: string | null, 
/**
 * The customer's user name in WhatsApp.
 */
username: string | null, };

/**
 * A customer, across number changes; derived from the first identity we saw.
 */
export type CustomerId = string;

/**
 * A span of one day, in minutes after midnight of the business's time zone, end exclusive. A span
 * whose end is before its start runs past midnight.
 */
export type DaySpan = { 
/**
 * First minute.
 */
from: number, 
/**
 * One past the last minute; 1440 is midnight.
 */
to: number, };

/**
 * How far a message of ours got. The order is the order of progress.
 */
export type Delivery = "sent" | "delivered" | "read" | "played";

/**
 * Nothing more to say.
 */
export type Done = Record<symbol, never>;

/**
 * A sentence of the playbook that an answer rests on.
 */
export type DraftSource = { 
/**
 * The heading or first words of the section it stands in.
 */
section: string, 
/**
 * The sentence.
 */
text: string, 
/**
 * Byte offset of the sentence in the prompt.
 */
start: number, 
/**
 * One past its last byte.
 */
end: number, };

/**
 * Why a draft is not sent.
 */
export type DropReason = { "why": "taken_over" } | { "why": "escalated" } | { "why": "superseded" } | { "why": "stopped" } | { "why": "closed" };

/**
 * Names an entry within its conversation: Meta's id for a customer's message, ours for ours, the
 * event's for a line.
 */
export type EntryKey = string;

/**
 * Counts the changes of holder of one conversation. Everything that speaks carries the epoch it
 * was asked in; the outbox compares it when it claims.
 */
export type Epoch = number;

/**
 * What the screen does about an error.
 */
export type ErrorCode = "already_taken" | "not_holder" | "window_closed" | "not_found" | "invalid" | "no_keyring" | "whats_app" | "model" | "stale" | "internal";

/**
 * One open call for a person.
 */
export type EscalationId = string;

/**
 * A call for a person.
 */
export type EscalationView = { 
/**
 * Which.
 */
id: EscalationId, 
/**
 * Why.
 */
trigger: Trigger, 
/**
 * Everything that spoke for it, the deciding signal first.
 */
signals: Array<Signal>, 
/**
 * Since when the customer waited.
 */
waiting_since: Timestamp, 
/**
 * When the call was made.
 */
called_at: Timestamp, 
/**
 * By when a person answers.
 */
due_at: Timestamp, 
/**
 * When somebody is at work again, if nobody was.
 */
opens_at: Timestamp | null, 
/**
 * Who has been called.
 */
called: Array<OperatorId>, 
/**
 * Who is called next if nobody comes.
 */
next: OperatorId | null, 
/**
 * When.
 */
next_at: Timestamp, 
/**
 * Who put it off.
 */
put_off: PutOffView | null, 
/**
 * What the operator reads first, once written.
 */
brief: Brief | null, 
/**
 * When the customer had a person's first words, if by now.
 */
answered_at: Timestamp | null, 
/**
 * When it was handed back or closed, if by now.
 */
ended_at: Timestamp | null, };

/**
 * The customer's own words that a signal rests on.
 */
export type Evidence = { 
/**
 * The message the words stand in; for frustration it may be an earlier one.
 */
message: MessageId, 
/**
 * Where they stand in it.
 */
span: TextSpan, 
/**
 * The words themselves, unchanged, so that a brief needs no look-up.
 */
quote: string, };

/**
 * What a collected fact is about; the screen names it in the reader's language.
 */
export type FactLabel = "name" | "when" | "place" | "subject" | "reference" | "quantity" | "amount" | "contact" | "open";

/**
 * Give it back to the agent.
 */
export type HandBack = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * What the agent should know.
 */
briefing: Briefing, 
/**
 * What the screen showed of it: it is not handed back over what came since.
 */
seen?: SeenRow, };

/**
 * What happened to the baton.
 */
export type HandOver = { "line": "needs_person", 
/**
 * The call.
 */
escalation: EscalationId, 
/**
 * Its trigger.
 */
trigger: Trigger, 
/**
 * The deciding reason.
 */
reason: Reason, } | { "line": "raised", 
/**
 * How often it was raised so far, from 1.
 */
level: number, 
/**
 * Who is called now.
 */
operators: Array<OperatorId>, } | { "line": "taken_over", 
/**
 * Who.
 */
operator: OperatorId, 
/**
 * How.
 */
how: TakeOver, 
/**
 * Since when the customer had waited, if somebody had been called.
 */
waiting_since: Timestamp | null, } | { "line": "passed", 
/**
 * From whom.
 */
from: OperatorId, 
/**
 * To whom.
 */
to: OperatorId, } | { "line": "handed_back", 
/**
 * Who gave it back; `None` if the turn ended by the clock.
 */
operator: OperatorId | null, 
/**
 * What the agent was told.
 */
briefing: Briefing, } | { "line": "draft_dropped", 
/**
 * Why.
 */
why: DropReason, } | { "line": "taken_back", 
/**
 * Who.
 */
operator: OperatorId, } | { "line": "closed", 
/**
 * Who closed it.
 */
by: Closer, } | { "line": "reopened", 
/**
 * Who; `None` if the customer wrote.
 */
by: OperatorId | null, };

/**
 * Who may speak now.
 */
export type Holder = { "holder": "agent" } | { "holder": "waiting" } | { "holder": "operator", 
/**
 * Who.
 */
operator: OperatorId, } | { "holder": "closed" };

/**
 * Who held it from when to when.
 */
export type HolderSpan = { 
/**
 * Who.
 */
holder: Holder, 
/**
 * From.
 */
from: Timestamp, 
/**
 * Until; `None` means still.
 */
until: Timestamp | null, };

/**
 * A page of rows.
 */
export type InboxPage = { 
/**
 * The rows, in order.
 */
rows: Array<InboxRow>, 
/**
 * Where the next page begins; `None` at the end.
 */
next: string | null, 
/**
 * How many there are in this view.
 */
total: number, };

/**
 * Which conversations to list.
 */
export type InboxQuery = { 
/**
 * Which part of the list.
 */
view: View, 
/**
 * Only those on this number.
 */
number: NumberId | null, 
/**
 * Where the page before ended.
 */
after: string | null, 
/**
 * At most so many rows.
 */
limit: number, };

/**
 * One conversation in the list.
 */
export type InboxRow = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * On which number.
 */
number: NumberId, 
/**
 * The customer as one calls them: name, else user name, else phone.
 */
name: string, 
/**
 * For the avatar.
 */
initials: string, 
/**
 * Phone number, where known.
 */
phone: string | null, 
/**
 * Who may speak.
 */
holder: Holder, 
/**
 * The epoch; commands send it back so that a late click is noticed.
 */
epoch: Epoch, 
/**
 * The latest thing said.
 */
last: RowLast | null, 
/**
 * Messages of the customer that nobody has answered.
 */
unanswered: number, 
/**
 * The latest of them that wants an answer; closing sends it back, so that a newer one is
 * noticed.
 */
owed?: MessageId, 
/**
 * Messages of the customer that nobody of the business has seen: zero once an operator
 * opened or took the conversation, or the agent answered. It is always there.
 */
unread?: number, 
/**
 * What the agent is about to do.
 */
answering: Answering, 
/**
 * The open call, while it waits.
 */
escalation: RowEscalation | null, 
/**
 * When the 24-hour window closes.
 */
window_ends: Timestamp | null, };

/**
 * One day.
 */
export type InsightDay = { 
/**
 * The local date, `2026-11-22`.
 */
date: string, 
/**
 * Conversations that began or were reopened.
 */
conversations: number, 
/**
 * Ended without any person.
 */
ended_by_agent: number, 
/**
 * Calls for a person. One that a graver one took the place of is none of its own.
 */
escalated: number, 
/**
 * Calls that a person took.
 */
taken: number, 
/**
 * Promises kept.
 */
kept: number, 
/**
 * Promises broken: answered or ended late, or not yet although the time is over.
 */
broken: number, };

/**
 * What happened in those days.
 */
export type Insights = { 
/**
 * Oldest first, one for each day.
 */
days: Array<InsightDay>, 
/**
 * By trigger, all five.
 */
triggers: Array<TriggerCount>, 
/**
 * Milliseconds from the call to the person's first message: half were faster.
 */
first_response_median: number | null, 
/**
 * Nine of ten were faster.
 */
first_response_p90: number | null, 
/**
 * How often an operator said that a hand-over was missing, each time the agent had it counted once.
 */
marked_missed: number, 
/**
 * Promises that were broken, the latest ones first; at most two hundred. It is always there.
 */
late?: Array<LateCall>, 
/**
 * How long customers waited for a person's first words, the quickest first. It is always there.
 */
first_responses?: Array<ResponseSpan>, };

/**
 * Which days.
 */
export type InsightsQuery = { 
/**
 * So many days back, today included.
 */
days: number, 
/**
 * Of this number of ours alone; `None` for all of them.
 */
number: NumberId | null, };

/**
 * What is drawn.
 */
export type ItemBody = { "item": "day", 
/**
 * The local date, `2026-11-22`.
 */
date: string, } | { "item": "bubble" } & Bubble | { "item": "hand_over" } & HandOver | { "item": "note" } & Note;

/**
 * A language in which Relevo has words of its own.
 */
export type Language = "en" | "es" | "pt";

/**
 * A promise that was broken.
 */
export type LateCall = { 
/**
 * In which conversation.
 */
conversation: ConversationId, 
/**
 * The customer.
 */
name: string, 
/**
 * Why a person was called.
 */
trigger: Trigger, 
/**
 * When.
 */
called_at: Timestamp, 
/**
 * By when somebody should have answered.
 */
due_at: Timestamp, 
/**
 * When somebody did; `None` if nobody has, also where the call ended late.
 */
answered_at: Timestamp | null, 
/**
 * How late that was, or is by now, in milliseconds.
 */
late_by: number, 
/**
 * Who took it in the end.
 */
operator: OperatorId | null, };

/**
 * A judgement of an operator.
 */
export type Mark = { "mark": "right", 
/**
 * Which.
 */
escalation: EscalationId, } | { "mark": "needless", 
/**
 * Which.
 */
escalation: EscalationId, } | { "mark": "missed", 
/**
 * The trigger that should have fired.
 */
trigger: Trigger, } | { "mark": "withdrawn", 
/**
 * Of which escalation; `None` for a hand-over that was said to be missing.
 */
escalation: EscalationId | null, };

/**
 * Judge an escalation or its absence.
 */
export type MarkInput = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * The judgement.
 */
mark: Mark, };

/**
 * What the agent says while a conversation waits: at most one sentence.
 */
export type Meanwhile = "silent" | "announce" | "qualify";

/**
 * A file, and where its bytes are.
 */
export type Media = { 
/**
 * Picture, voice note, document …
 */
media: MediaKind, 
/**
 * Meta's id, good for seven days; absent for a file we have not uploaded yet.
 */
remote: string | null, 
/**
 * MIME type as given.
 */
mime: string, 
/**
 * File name, for documents.
 */
filename: string | null, 
/**
 * Text below it.
 */
caption: string | null, 
/**
 * Set once the bytes are on this machine.
 */
stored: MediaHash | null, 
/**
 * Size in bytes, where known.
 */
size: number | null, };

/**
 * Media as the journal knows it: the lowercase hex SHA-256 of its bytes.
 */
export type MediaHash = string;

/**
 * Of what kind a file is; decides how it is shown.
 */
export type MediaKind = "image" | "video" | "audio" | "voice" | "document" | "sticker";

/**
 * Why the bytes of a medium are not to be had.
 */
export type MediaLoss = { "why": "gone" } | { "why": "unreachable" } | { "why": "channel_stopped", 
/**
 * Meta's code.
 */
code: number, };

/**
 * Where the bytes of a medium are.
 */
export type MediaState = { "state": "pending" } | { "state": "stored", 
/**
 * Their address.
 */
hash: MediaHash, 
/**
 * MIME type.
 */
mime: string, } | { "state": "lost", 
/**
 * Why, in plain words.
 */
why: string, 
/**
 * The same as data; `None` in what was stored before it was told.
 */
cause?: MediaLoss, };

/**
 * Who said it.
 */
export type MessageAuthor = { "author": "customer" } | { "author": "agent" } | { "author": "operator", 
/**
 * Who.
 */
operator: OperatorId, } | { "author": "phone" };

/**
 * Meta's `wamid.…`; unique per message, so it also tells a repeated webhook.
 */
export type MessageId = string;

/**
 * Why Meta did not do what was asked. Its English words are its `Display`.
 */
export type MetaTrouble = { "trouble": "no_connection" } | { "trouble": "busy", 
/**
 * Meta's code.
 */
code: number, } | { "trouble": "too_fast", 
/**
 * When it may be asked again.
 */
seconds: number, } | { "trouble": "window_closed" } | { "trouble": "refused", 
/**
 * Meta's code; `None` if it never left.
 */
code: number | null, 
/**
 * What is wrong.
 */
cause: RefusalCause, 
/**
 * Meta's own words.
 */
said: string, } | { "trouble": "stopped", 
/**
 * Meta's code.
 */
code: number, 
/**
 * What has to be put in order.
 */
stop: ChannelStop, 
/**
 * Meta's own words.
 */
said: string, } | { "trouble": "unclear" };

/**
 * Minutes, as an owner writes a promise.
 */
export type Minutes = number;

/**
 * What asking the model once brought.
 */
export type ModelCheck = { 
/**
 * Whether it answered.
 */
ok: boolean, 
/**
 * What it calls itself, or what went wrong in plain words, for a log.
 */
text: string, 
/**
 * What went wrong, as data.
 */
failure?: AgentFailure, };

/**
 * Who answers.
 */
export type ModelChoice = { "model": "embedded" } | { "model": "remote", 
/**
 * Which protocol it speaks.
 */
provider: Provider, 
/**
 * Its name there.
 */
name: string, 
/**
 * Where it is, if not at the provider's own address.
 */
base_url: string | null, };

/**
 * A note among operators.
 */
export type Note = { 
/**
 * Who wrote it.
 */
operator: OperatorId, 
/**
 * The text.
 */
text: string, };

/**
 * A note.
 */
export type NoteView = { 
/**
 * Its entry in the thread.
 */
key: EntryKey, 
/**
 * Who.
 */
operator: OperatorId, 
/**
 * When.
 */
at: Timestamp, 
/**
 * The text.
 */
text: string, };

/**
 * Nothing to ask for.
 */
export type Nothing = Record<symbol, never>;

/**
 * Something the operator should know.
 */
export type Notice = { "notice": "late", 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * The customer.
 */
name: string, 
/**
 * Why.
 */
trigger: Trigger, 
/**
 * Since when the customer waits.
 */
waiting_since: Timestamp, 
/**
 * By when somebody should have answered.
 */
due_at: Timestamp, } | { "notice": "channel_stopped", 
/**
 * Which.
 */
number: NumberId, 
/**
 * Its name.
 */
name: string, 
/**
 * Meta's code.
 */
code: number, 
/**
 * What has to be put in order; `None` for a code that came after us.
 */
stop?: ChannelStop, } | { "notice": "not_taken_in", 
/**
 * How many messages or reports, lately.
 */
items: number, } | { "notice": "no_notifications" } | { "notice": "no_tray" } | { "notice": "no_keyring" } | { "notice": "keyring_silent" } | { "notice": "port_taken", 
/**
 * Which.
 */
port: number, } | { "notice": "offline", 
/**
 * Messages that wait.
 */
queued: number, } | { "notice": "agent_off" } | { "notice": "no_number" } | { "notice": "no_playbook", 
/**
 * Which.
 */
number: NumberId, 
/**
 * Its name.
 */
name: string, };

/**
 * What a live check found, step by step.
 */
export type NumberCheck = { 
/**
 * In order.
 */
steps: Array<CheckStep>, };

/**
 * One of the business's WhatsApp numbers (Meta's `phone_number_id`).
 */
export type NumberId = string;

/**
 * Names a number.
 */
export type NumberRef = { 
/**
 * Which.
 */
number: NumberId, };

/**
 * A connected number.
 */
export type NumberView = { 
/**
 * Meta's phone number id.
 */
id: NumberId, 
/**
 * The owner's name for it.
 */
name: string, 
/**
 * The number as people dial it.
 */
phone: string, 
/**
 * Meta's business account id.
 */
waba: string, 
/**
 * Its playbook.
 */
playbook: PlaybookId | null, 
/**
 * Whether it works.
 */
channel: ChannelState, 
/**
 * Meta's quality rating, where known.
 */
quality: string | null, 
/**
 * Messages a second.
 */
throughput: number, 
/**
 * Whether the number is used in the phone app too.
 */
coexistence: boolean, 
/**
 * When the last webhook arrived.
 */
last_webhook_at: Timestamp | null, };

/**
 * A person of the business.
 */
export type Operator = { 
/**
 * Stable id.
 */
id: OperatorId, 
/**
 * As customers and colleagues know them.
 */
name: string, 
/**
 * What they do, e.g. "Reception".
 */
role: string, 
/**
 * Languages they answer in.
 */
languages: Array<Language>, 
/**
 * Triggers they take; empty means all.
 */
skills: Array<Trigger>, 
/**
 * Topics they know, free words.
 */
topics: Array<string>, 
/**
 * When they work.
 */
hours: WorkHours, 
/**
 * When they don't want to be called, even at work.
 */
quiet: DaySpan | null, 
/**
 * Set by the person: away, don't disturb.
 */
presence: Presence, };

/**
 * A person of the business.
 */
export type OperatorId = string;

/**
 * Names an operator.
 */
export type OperatorRef = { 
/**
 * Who.
 */
operator: OperatorId, };

/**
 * What kind of opportunity it is.
 */
export type OpportunityKind = "company" | "bulk" | "custom_quote" | "partnership" | "large_event" | "long_contract";

/**
 * One product of a basket, in Meta's own figures.
 */
export type OrderedProduct = { 
/**
 * The business's own name for it in its catalogue.
 */
product: string | null, 
/**
 * How many.
 */
quantity: string | null, 
/**
 * The price of one.
 */
price: string | null, 
/**
 * Such as `MXN`.
 */
currency: string | null, };

/**
 * A message of ours, from the moment it is asked for. It travels to Meta with the send, so that
 * a status can settle a send whose answer was lost.
 */
export type OutgoingId = string;

/**
 * Names a message of ours.
 */
export type OutgoingRef = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * Which.
 */
outgoing: OutgoingId, };

/**
 * A rule of the owner.
 */
export type OwnerRule = { 
/**
 * The trigger it speaks of.
 */
trigger: Trigger, 
/**
 * Hand over, or never because of this.
 */
verdict: Verdict, 
/**
 * What it looks for.
 */
pattern: Pattern, };

/**
 * Rhythm and limits of the agent.
 */
export type Pace = { 
/**
 * How long the agent waits for the rest of a burst, in milliseconds.
 */
pause_ms: number, 
/**
 * The longest it waits when messages keep coming, in milliseconds.
 */
longest_pause_ms: number, 
/**
 * Answers in a row without progress before a person is called.
 */
most_agent_turns: number, 
/**
 * Quiet time after which a conversation the agent holds is closed.
 */
close_after: Minutes, 
/**
 * Idle time after which a person's turn ends, with a warning before; `None` means never.
 */
turn_ends_after: Minutes | null, 
/**
 * Whether a person's turn also ends with their shift, with the same warning; who writes on
 * past the end keeps it.
 */
turn_ends_with_shift?: boolean, };

/**
 * Hand it to another operator.
 */
export type Pass = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * To whom.
 */
to: OperatorId, };

/**
 * What an owner's rule looks for.
 */
export type Pattern = { "form": "words", "text": string } | { "form": "regex", "text": string } | { "form": "sentence", "text": string };

/**
 * One version of a business's playbook.
 */
export type Playbook = { 
/**
 * Which playbook.
 */
id: PlaybookId, 
/**
 * Counts from 1; 0 is a draft never published.
 */
version: number, 
/**
 * The business's name.
 */
business: string, 
/**
 * The language the prompt is written in and the agent falls back to.
 */
language: Language, 
/**
 * IANA time zone, e.g. `America/Monterrey`.
 */
time_zone: string, 
/**
 * Knowledge, prices, policies and tone, in the owner's own words.
 */
prompt: string, 
/**
 * The owner's own escalation rules.
 */
rules: Array<OwnerRule>, 
/**
 * What happens on each trigger.
 */
routes: { [key in Trigger]?: Route }, 
/**
 * How easily each trigger fires; a missing one is balanced.
 */
sensitivity: { [key in Trigger]?: Sensitivity }, 
/**
 * How much the agent does alone.
 */
autonomy: Autonomy, 
/**
 * Rhythm and limits.
 */
pace: Pace, };

/**
 * A playbook in the chooser.
 */
export type PlaybookCard = { 
/**
 * Which.
 */
id: PlaybookId, 
/**
 * The business.
 */
business: string, 
/**
 * The version in force; 0 if none.
 */
version: number, 
/**
 * The numbers it is used on.
 */
numbers: Array<NumberId>, };

/**
 * A playbook, across its versions. One business has one playbook.
 */
export type PlaybookId = string;

/**
 * Names a playbook.
 */
export type PlaybookRef = { 
/**
 * Which.
 */
playbook: PlaybookId, };

/**
 * A playbook with its draft.
 */
export type PlaybookView = { 
/**
 * What is being written.
 */
draft: Playbook, 
/**
 * What is in force.
 */
published: Playbook | null, 
/**
 * Since when.
 */
published_at: Timestamp | null, 
/**
 * Whether the draft differs.
 */
changed: boolean, 
/**
 * How many facts the agent finds in the draft.
 */
facts: number, 
/**
 * When the draft was kept.
 */
saved_at: Timestamp | null, 
/**
 * Counts the changes of the draft; keeping it sends this back.
 */
revision: number, };

/**
 * Whether a person wants to be called now.
 */
export type Presence = "available" | "do_not_disturb" | "away";

/**
 * Ask what another sensitivity would cost.
 */
export type PriceSensitivity = { 
/**
 * Of which playbook.
 */
playbook: PlaybookId, 
/**
 * Of which trigger.
 */
trigger: Trigger, 
/**
 * The step to look at.
 */
sensitivity: Sensitivity, };

/**
 * What is wrong with a request, as data. Its English words are its `Display`.
 */
export type Problem = { "problem": "digits_only", 
/**
 * Which field.
 */
field: string, } | { "problem": "number_gone" } | { "problem": "conversation_gone" } | { "problem": "message_gone" } | { "problem": "raw_item_gone" } | { "problem": "operator_gone" } | { "problem": "playbook_gone" } | { "problem": "playbook_changed" } | { "problem": "not_published" } | { "problem": "template_gone" } | { "problem": "template_unfilled" } | { "problem": "under_way" } | { "problem": "unseen" } | { "problem": "nobody_sits" } | { "problem": "nothing_written" } | { "problem": "too_long", 
/**
 * The most letters it takes.
 */
most: number, } | { "problem": "file_unreadable" } | { "problem": "country_code_missing" } | { "problem": "business_unnamed" } | { "problem": "rule_unusable", 
/**
 * The rule.
 */
rule: string, 
/**
 * What is wrong with it.
 */
why: RuleProblem, } | { "problem": "customer_silent" } | { "problem": "operator_unnamed" } | { "problem": "hours_reversed" } | { "problem": "canned_incomplete", 
/**
 * Which.
 */
shortcut: string, } | { "problem": "model_unnamed" } | { "problem": "address_invalid" } | { "problem": "keyring_silent" } | { "problem": "secret_elsewhere", 
/**
 * Which variable.
 */
variable: string, } | { "problem": "meta", 
/**
 * Why.
 */
trouble: MetaTrouble, };

/**
 * Where a message of ours stands. A customer's message has simply arrived.
 */
export type Progress = { "progress": "arrived" } | { "progress": "queued" } | { "progress": "accepted" } | { "progress": "reported", 
/**
 * How far.
 */
delivery: Delivery, } | { "progress": "unclear" } | { "progress": "failed", 
/**
 * Why.
 */
failure: SendFailure, };

/**
 * Which protocol a language model speaks.
 */
export type Provider = "open_ai" | "anthropic" | "gemini" | "ollama";

/**
 * "In 5 minutes."
 */
export type PutOffInput = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * In how many minutes.
 */
minutes: number, };

/**
 * "In 5 minutes", by whom.
 */
export type PutOffView = { 
/**
 * Who.
 */
operator: OperatorId, 
/**
 * Until when.
 */
until: Timestamp, };

/**
 * Who holds the baton at an item.
 */
export type Rail = { "rail": "agent" } | { "rail": "waiting" } | { "rail": "operator", 
/**
 * Who.
 */
operator: OperatorId, } | { "rail": "closed" };

/**
 * The raw item behind something that can't be shown.
 */
export type RawItem = { 
/**
 * The JSON, indented.
 */
json: string, };

/**
 * React to a message, or take the reaction off.
 */
export type React = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * To which message.
 */
message: MessageId, 
/**
 * `None` takes it off.
 */
emoji: string | null, };

/**
 * A reaction, and whose.
 */
export type Reaction = { 
/**
 * Whether it is the customer's; else it is ours.
 */
from_customer: boolean, 
/**
 * The emoji.
 */
emoji: string, };

/**
 * Why a signal was given, as data. The screen says it in the operator's language.
 */
export type Reason = { "because": "asked_for_person" } | { "because": "asked_for_call" } | { "because": "asked_for_manager" } | { "because": "refuses_machine" } | { "because": "repeated", 
/**
 * How many times so far.
 */
times: number, 
/**
 * Within how many minutes.
 */
minutes: number, } | { "because": "anger" } | { "because": "sarcasm" } | { "because": "gives_up" } | { "because": "threatens_to_leave" } | { "because": "impatience" } | { "because": "mood" } | { "because": "not_in_playbook", 
/**
 * The customer's words for it.
 */
topic: string, 
/**
 * The nearest thing the playbook has.
 */
nearest: string | null, } | { "because": "asks_for_decision" } | { "because": "own_matter" } | { "because": "opportunity", 
/**
 * Of what kind.
 */
kind: OpportunityKind, } | { "because": "compliance", 
/**
 * Of what kind.
 */
kind: ComplianceKind, } | { "because": "owner_rule", 
/**
 * The rule, quoted.
 */
rule: string, } | { "because": "agent_says_so", 
/**
 * In its own words.
 */
why: string, } | { "because": "agent_unsure" } | { "because": "agent_failed", 
/**
 * What went wrong, in plain words.
 */
what: string, 
/**
 * The same as data; `None` in what was stored before it was told.
 */
cause?: AgentFailure, } | { "because": "too_many_turns", 
/**
 * How many answers.
 */
turns: number, } | { "because": "agent_off" } | { "because": "suggest_only" } | { "because": "window_closed" } | { "because": "not_sent" } | { "because": "holder_left" } | { "because": "unreadable", 
/**
 * What it is, e.g. `voice`, `image`.
 */
what: string, };

/**
 * What is wrong with something Meta won't take as it is.
 */
export type RefusalCause = "invalid" | "undeliverable" | "blocked" | "opted_out" | "marketing_held_back" | "needs_phone" | "media" | "template" | "form" | "number_missing" | "not_set_up" | "gave_up" | "unknown";

/**
 * First responses that took about as long.
 */
export type ResponseSpan = { 
/**
 * At least so long, in milliseconds.
 */
from: number, 
/**
 * Less than this; `None` has no end.
 */
to: number | null, 
/**
 * How many.
 */
count: number, };

/**
 * What happens on one trigger.
 */
export type Route = { 
/**
 * Who is called, in this order. Empty means the whole team.
 */
operators: Array<OperatorId>, 
/**
 * By when a person answers.
 */
promise: Minutes, 
/**
 * What the agent says meanwhile.
 */
meanwhile: Meanwhile, 
/**
 * The one sentence, in the owner's words; `None` uses Relevo's own.
 */
sentence: string | null, };

/**
 * The open call, for a row.
 */
export type RowEscalation = { 
/**
 * Which.
 */
id: EscalationId, 
/**
 * Why.
 */
trigger: Trigger, 
/**
 * Why, more exactly.
 */
reason: Reason, 
/**
 * The customer's words; begins at most two words before the first marked one.
 */
excerpt: Array<Segment>, 
/**
 * Since when the customer waits.
 */
waiting_since: Timestamp, 
/**
 * By when a person answers.
 */
due_at: Timestamp, 
/**
 * When the call was made: the ring is full then.
 */
called_at: Timestamp, 
/**
 * Who put it off, and until when.
 */
put_off: PutOffView | null, };

/**
 * The latest thing said, for a row.
 */
export type RowLast = { 
/**
 * Who.
 */
speaker: Speaker, 
/**
 * What.
 */
content: Content, 
/**
 * When.
 */
at: Timestamp, 
/**
 * How far it got.
 */
progress: Progress, 
/**
 * Whether whoever said it deleted it; its words are gone then.
 */
revoked?: boolean, };

/**
 * What a rule would match.
 */
export type RuleCheck = { 
/**
 * What is wrong with it, in plain words, for a log.
 */
problem: string | null, 
/**
 * What is wrong with it, as data.
 */
issue?: RuleProblem, 
/**
 * How many of the looked-at messages it matches.
 */
matched: number, 
/**
 * How many were looked at.
 */
looked_at: number, 
/**
 * Some of them.
 */
examples: Array<RuleMatch>, };

/**
 * A message a rule matches.
 */
export type RuleMatch = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * The customer.
 */
name: string, 
/**
 * When.
 */
at: Timestamp, 
/**
 * The words, marked.
 */
words: Array<Segment>, };

/**
 * What is wrong with a rule. Its English words are its `Display`.
 */
export type RuleProblem = { "issue": "empty" } | { "issue": "finds_anything" } | { "issue": "says_nothing" } | { "issue": "unpaired", 
/**
 * Which.
 */
bracket: string, 
/**
 * Which letter of the expression, from 1.
 */
at: number, } | { "issue": "nothing_to_repeat", 
/**
 * Which letter of the expression, from 1.
 */
at: number, } | { "issue": "unknown_escape", 
/**
 * Which letter of the expression, from 1.
 */
at: number, } | { "issue": "unsupported", 
/**
 * Which letter of the expression, from 1.
 */
at: number, } | { "issue": "too_large" } | { "issue": "malformed", 
/**
 * Which letter of the expression, from 1.
 */
at: number, 
/**
 * What the engine that reads expressions says, in English.
 */
said: string, };

/**
 * How much was said.
 */
export type SaidCounts = { 
/**
 * By the customer.
 */
customer: number, 
/**
 * By the agent.
 */
agent: number, 
/**
 * By operators.
 */
operators: number, };

/**
 * Keep the text in the composer.
 */
export type SaveDraft = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * The text; empty forgets it.
 */
text: string, };

/**
 * Keep the draft.
 */
export type SavePlaybook = { 
/**
 * The draft.
 */
draft: Playbook, 
/**
 * The revision that was written in: if somebody else changed it since, nothing is kept.
 */
revision?: number, };

/**
 * One place where the words were found.
 */
export type SearchHit = { 
/**
 * In which conversation.
 */
conversation: ConversationId, 
/**
 * The customer.
 */
name: string, 
/**
 * For the avatar.
 */
initials: string, 
/**
 * Which entry; `None` where the customer's name or phone matched.
 */
entry: EntryKey | null, 
/**
 * When it was said.
 */
at: Timestamp, 
/**
 * Who said it; `None` for a note.
 */
speaker: Speaker | null, 
/**
 * The words around it, the found ones marked.
 */
excerpt: Array<Segment>, };

/**
 * What was found.
 */
export type SearchPage = { 
/**
 * Best first.
 */
hits: Array<SearchHit>, };

/**
 * What to search for.
 */
export type SearchQuery = { 
/**
 * As typed; the last word may be unfinished.
 */
text: string, 
/**
 * At most so many hits.
 */
limit: number, };

/**
 * What a row showed when its operator decided.
 */
export type SeenRow = { 
/**
 * Its epoch.
 */
epoch: Epoch, 
/**
 * The customer's latest message that wanted an answer.
 */
owed: MessageId | null, };

/**
 * A piece of a text.
 */
export type Segment = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether they are evidence.
 */
marked: boolean, };

/**
 * Why a message was not sent, by what a person does about it.
 */
export type SendFailure = { "failure": "window_closed" } | { "failure": "unreachable" } | { "failure": "opted_out" } | { "failure": "channel_stopped", 
/**
 * Meta's code.
 */
code: number, } | { "failure": "refused", 
/**
 * Meta's code.
 */
code: number, 
/**
 * Meta's words.
 */
text: string, 
/**
 * What is wrong with it; `None` in what was stored before it was told.
 */
cause?: RefusalCause, } | { "failure": "gave_up" };

/**
 * Send a test message.
 */
export type SendTest = { 
/**
 * From which number.
 */
number: NumberId, 
/**
 * To which phone number.
 */
to: string, };

/**
 * How easily a trigger fires.
 */
export type Sensitivity = "low" | "balanced" | "high";

/**
 * What another sensitivity would have changed lately.
 */
export type SensitivityPrice = { 
/**
 * How many conversations were looked at.
 */
conversations: number, 
/**
 * Escalations there would have been more, at most one each time the agent had a conversation.
 */
more: number, 
/**
 * Escalations there would have been fewer, counted likewise.
 */
fewer: number, 
/**
 * Of the additional ones, those an operator marked as needless.
 */
marked_needless: number, 
/**
 * Of the dropped ones, those an operator marked as right.
 */
marked_right: number, };

/**
 * Who sits here, and where.
 */
export type Session = { 
/**
 * The operator of this seat; `None` until one is chosen.
 */
operator: OperatorId | null, 
/**
 * The team.
 */
team: Array<Operator>, 
/**
 * How this seat wants it.
 */
settings: Settings, 
/**
 * Light, dark or as the system.
 */
theme: Theme, 
/**
 * The language of this seat; `None` follows the system.
 */
language: Language | null, 
/**
 * Relevo's version.
 */
version: string, 
/**
 * Where the simulated phones are, in the demo.
 */
phones_url: string | null, 
/**
 * The business's time zone, for days and hours on the screen.
 */
time_zone: string, };

/**
 * Switch the agent.
 */
export type SetAgent = { 
/**
 * To what.
 */
agent: AgentSwitch, };

/**
 * Keep the key of the language model in this computer's keyring.
 */
export type SetModelKey = { 
/**
 * The key; empty forgets it.
 */
key: string, };

/**
 * Whether this operator wants to be called.
 */
export type SetPresence = { 
/**
 * How.
 */
presence: Presence, };

/**
 * Change what marks moved.
 */
export type SetShift = { 
/**
 * In which playbook.
 */
playbook: PlaybookId, 
/**
 * Of which trigger.
 */
trigger: Trigger, 
/**
 * How.
 */
change: ShiftChange, };

/**
 * Tell Meta where to deliver this number's messages.
 */
export type SetWebhook = { 
/**
 * Which number.
 */
number: NumberId, 
/**
 * The address Meta can reach.
 */
public_url: string, };

/**
 * Settings.
 */
export type Settings = { 
/**
 * The language of the screen; `None` follows the system.
 */
language: Language | null, 
/**
 * Light, dark or as the system.
 */
theme: Theme, 
/**
 * Whether single letters are shortcuts.
 */
single_keys: boolean, 
/**
 * Whether a notification may show the customer's words. Never for compliance.
 */
alert_contents: boolean, 
/**
 * Whether an alert makes a sound.
 */
alert_sound: boolean, 
/**
 * Whether Relevo starts with the computer.
 */
autostart: boolean, 
/**
 * Who answers.
 */
model: ModelChoice, };

/**
 * Settings, with what can't be set.
 */
export type SettingsView = { 
/**
 * The settings.
 */
settings: Settings, 
/**
 * Whether a key for the model is kept.
 */
has_model_key: boolean, 
/**
 * Where the data are.
 */
data_folder: string, 
/**
 * Bytes of the store.
 */
store_bytes: number, 
/**
 * Conversations kept.
 */
conversations: number, 
/**
 * Messages kept.
 */
messages: number, };

/**
 * What the owner does about what marks moved.
 */
export type ShiftChange = { "change": "forget" } | { "change": "pin", 
/**
 * In thousandths of strength.
 */
shift: number, } | { "change": "free" };

/**
 * "This trigger, this strong, because of these words."
 */
export type Signal = { 
/**
 * Which of the five.
 */
trigger: Trigger, 
/**
 * How strong.
 */
strength: Strength, 
/**
 * From which strength on it escalates, under the sensitivity in force when it was read.
 */
threshold: Strength, 
/**
 * Why, as data.
 */
reason: Reason, 
/**
 * The words it rests on; empty where the course of the conversation is the evidence.
 */
evidence: Array<Evidence>, 
/**
 * Who found it.
 */
source: Source, 
/**
 * The version of the reader (rules and weights) that gave it.
 */
version: string, };

/**
 * Who found the signal.
 */
export type Source = { "by": "rule" } | { "by": "model" } | { "by": "owner_rule", 
/**
 * The rule as the owner wrote it.
 */
rule: string, } | { "by": "agent" } | { "by": "guard" };

/**
 * Who said something.
 */
export type Speaker = { "speaker": "customer" } | { "speaker": "agent" } | { "speaker": "operator", 
/**
 * Who, where known.
 */
operator: OperatorId | null, };

/**
 * The state of the house.
 */
export type Status = { 
/**
 * Whether the agent answers.
 */
agent: AgentSwitch, 
/**
 * Whether WhatsApp can be reached.
 */
online: boolean, 
/**
 * Messages that wait to leave.
 */
queued: number, 
/**
 * How many conversations wait, are mine, are with the agent.
 */
counts: Counts, 
/**
 * What to tell the operator, the worst first.
 */
notices: Array<Notice>, 
/**
 * The clock of the engine: a screen measures time left against it.
 */
now: Timestamp, };

/**
 * How strong a signal is, in thousandths: 0 is nothing, 1000 is certain.
 */
export type Strength = number;

/**
 * How an operator took over.
 */
export type TakeOver = "button" | "alert" | "wrote" | "phone";

/**
 * Take a conversation.
 */
export type TakeOverInput = { 
/**
 * Which.
 */
conversation: ConversationId, 
/**
 * The epoch the screen shows: if it changed meanwhile, somebody was faster.
 */
epoch: Epoch, 
/**
 * How.
 */
how: TakeOver, };

/**
 * An approved template.
 */
export type Template = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its language tag.
 */
language: string, 
/**
 * Meta's category.
 */
category: string, 
/**
 * Its text with `{{1}}` places.
 */
body: string, 
/**
 * How many values it wants.
 */
values: number, };

/**
 * Byte offsets into a message's text, at character borders, end exclusive.
 */
export type TextSpan = { 
/**
 * First byte.
 */
start: number, 
/**
 * One past the last byte.
 */
end: number, };

/**
 * Light, dark or as the system.
 */
export type Theme = "system" | "light" | "dark";

/**
 * One thing drawn in a thread.
 */
export type ThreadItem = { 
/**
 * Stable name, for the list's keys and for links.
 */
key: EntryKey, 
/**
 * Its place, for paging.
 */
place: number, 
/**
 * When.
 */
at: Timestamp, 
/**
 * What.
 */
body: ItemBody, 
/**
 * Who held the conversation from here on.
 */
rail: Rail, };

/**
 * A part of a thread, oldest first.
 */
export type ThreadPage = { 
/**
 * What is drawn.
 */
items: Array<ThreadItem>, 
/**
 * Where older entries begin; `None` at the very beginning.
 */
older: number | null, 
/**
 * Where newer entries begin; `None` at the end.
 */
newer: number | null, };

/**
 * Which part of a thread. Without `before`, `after` and `around` it is the latest part.
 */
export type ThreadQuery = { 
/**
 * Whose.
 */
conversation: ConversationId, 
/**
 * Only what is older than this place.
 */
before: number | null, 
/**
 * Only what is newer than this place.
 */
after: number | null, 
/**
 * Around this entry, e.g. a search hit.
 */
around: EntryKey | null, 
/**
 * At most so many entries.
 */
limit: number, };

/**
 * By how much operators' marks move the strength from which a trigger hands over.
 */
export type ThresholdShift = { 
/**
 * Which.
 */
trigger: Trigger, 
/**
 * In thousandths of strength; above zero it hands over less easily.
 */
shift: number, 
/**
 * Whether the owner holds it there, so that marks move it no more.
 */
pinned: boolean, 
/**
 * The most that marks move it, either way.
 */
most: number, 
/**
 * Marks count from here.
 */
since: Timestamp, 
/**
 * Escalations marked as right since then.
 */
right: number, 
/**
 * Marked as needless.
 */
needless: number, 
/**
 * Hand-overs because of it that were missing.
 */
missed: number, };

/**
 * Milliseconds since 1970-01-01 UTC.
 */
export type Timestamp = number;

/**
 * The customer's tone, coarse on purpose.
 */
export type Tone = "friendly" | "neutral" | "hurried" | "worried" | "annoyed" | "angry";

/**
 * Something a screen shows.
 */
export type Topic = "inbox" | "status" | "playbooks" | "numbers" | "team" | "settings";

/**
 * One of the five reasons to hand over.
 */
export type Trigger = "compliance" | "explicit_request" | "frustration" | "high_value" | "out_of_scope";

/**
 * One trigger.
 */
export type TriggerCount = { 
/**
 * Which.
 */
trigger: Trigger, 
/**
 * Escalations.
 */
escalations: number, 
/**
 * Marked as right.
 */
right: number, 
/**
 * Marked as needless.
 */
needless: number, 
/**
 * Marked as missed.
 */
missed: number, 
/**
 * Of the judged escalations, the part that was needless, from 0 to 1.
 */
needless_rate?: number, 
/**
 * Of those that were judged to need a person, the part that reached none by itself.
 */
missed_rate?: number, };

/**
 * Why a try gave neither an answer nor a hand-over. Its English words are its `Display`.
 */
export type TryFailure = { "failure": "no_answer", 
/**
 * Why.
 */
why: AgentFailure, 
/**
 * The same in plain words, for a log.
 */
said: string, } | { "failure": "nothing_to_answer" } | { "failure": "nobody_called" };

/**
 * Ask the draft as a customer would.
 */
export type TryIt = { 
/**
 * The draft.
 */
draft: Playbook, 
/**
 * What was said so far, oldest first; the last one is the customer's.
 */
turns: Array<TryTurn>, };

/**
 * What would happen with one version.
 */
export type TryOutcome = { "outcome": "answers", 
/**
 * So.
 */
text: string, 
/**
 * From these sentences.
 */
sources: Array<DraftSource>, 
/**
 * This sure.
 */
confidence: Strength, } | { "outcome": "hands_over", 
/**
 * Because of these.
 */
signals: Array<Signal>, 
/**
 * The trigger that decides.
 */
trigger: Trigger, 
/**
 * The customer's words, marked.
 */
words: Array<Segment>, 
/**
 * Who would be called first.
 */
operators: Array<OperatorId>, 
/**
 * In this time.
 */
promise: Minutes, 
/**
 * What the agent would say before.
 */
sentence: string | null, } | { "outcome": "fails", 
/**
 * Why, in plain words, for a log.
 */
what: string, 
/**
 * Why, as data. It is always there.
 */
failure?: TryFailure, };

/**
 * What would happen.
 */
export type TryResult = { 
/**
 * With the draft.
 */
draft: TryOutcome, 
/**
 * With the version in force, where there is one.
 */
published: TryOutcome | null, };

/**
 * A turn of a try.
 */
export type TryTurn = { 
/**
 * Whether the customer says it.
 */
from_customer: boolean, 
/**
 * The words.
 */
text: string, };

/**
 * Keep a file on this machine, to be sent.
 */
export type Upload = { 
/**
 * Its bytes, base64.
 */
base64: string, 
/**
 * MIME type.
 */
mime: string, };

/**
 * A file that is kept.
 */
export type Uploaded = { 
/**
 * Its address.
 */
media: MediaHash, 
/**
 * Bytes.
 */
size: number, };

/**
 * What an owner's rule decides.
 */
export type Verdict = "always" | "never";

/**
 * A part of the list.
 */
export type View = "needs_person" | "mine" | "with_colleagues" | "with_agent" | "all" | "closed";

/**
 * Where Meta should deliver.
 */
export type WebhookInfo = { 
/**
 * The address on this machine.
 */
local_url: string, 
/**
 * What to paste as the verify token.
 */
verify_token: string, 
/**
 * The address Meta can reach, once the owner told us.
 */
public_url: string | null, };

/**
 * Working hours of one person, Monday first. No spans at all means: always.
 */
export type WorkHours = { 
/**
 * Seven lists of spans, Monday first; shorter means no work on the missing days.
 */
days: Array<Array<DaySpan>>, };

/**
 * Say something. Writing takes over.
 */
export type Write = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * Chosen by the screen, so that a second click is the same message.
 */
id: OutgoingId, 
/**
 * What.
 */
text: string, 
/**
 * The message it answers.
 */
reply_to: MessageId | null, };

/**
 * Send a file that was uploaded before.
 */
export type WriteMedia = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * Chosen by the screen.
 */
id: OutgoingId, 
/**
 * The file.
 */
media: MediaHash, 
/**
 * Of what kind.
 */
kind: MediaKind, 
/**
 * MIME type.
 */
mime: string, 
/**
 * File name.
 */
filename: string | null, 
/**
 * Text below it.
 */
caption: string | null, };

/**
 * Write a note.
 */
export type WriteNote = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * The text.
 */
text: string, };

/**
 * Send a template.
 */
export type WriteTemplate = { 
/**
 * Where.
 */
conversation: ConversationId, 
/**
 * Chosen by the screen.
 */
id: OutgoingId, 
/**
 * Its name at Meta.
 */
template: string, 
/**
 * Its language tag at Meta.
 */
language: string, 
/**
 * The values, in order.
 */
values: Array<string>, };

/** Everything a screen can ask. */
export interface Api {
	/** Who sits here. */
	session(): Promise<Session>;
	/** The state of the house. */
	status(): Promise<Status>;
	/** Choose who sits here. */
	actAs(input: ActAs): Promise<Session>;
	/** Say whether this operator wants to be called. */
	setPresence(input: SetPresence): Promise<Session>;
	/** Switch the agent on or off. */
	setAgent(input: SetAgent): Promise<Status>;
	/** A page of the list. */
	inbox(input: InboxQuery): Promise<InboxPage>;
	/** Search messages, notes and customers. */
	search(input: SearchQuery): Promise<SearchPage>;
	/** One conversation. */
	conversation(input: ConversationRef): Promise<ConversationView>;
	/** A part of its thread. */
	thread(input: ThreadQuery): Promise<ThreadPage>;
	/** The raw item behind something that can't be shown. */
	rawItem(input: OutgoingRef): Promise<RawItem>;
	/** Take a conversation; exactly one operator gets it. */
	takeOver(input: TakeOverInput): Promise<ConversationView>;
	/** Give it back to the agent. */
	handBack(input: HandBack): Promise<ConversationView>;
	/** Hand it to another operator. */
	pass(input: Pass): Promise<ConversationView>;
	/** End it. */
	close(input: Close): Promise<ConversationView>;
	/** Open it again. */
	reopen(input: ConversationRef): Promise<ConversationView>;
	/** Be called again in some minutes. */
	putOff(input: PutOffInput): Promise<ConversationView>;
	/** Somebody looks at it: at the brief of a call, or at what the customer wrote to them. */
	opened(input: ConversationRef): Promise<Done>;
	/** Stop the agent's answer before it is sent. */
	stopAnswer(input: ConversationRef): Promise<ConversationView>;
	/** Judge an escalation or its absence. */
	mark(input: MarkInput): Promise<ConversationView>;
	/** Say something. */
	write(input: Write): Promise<ConversationView>;
	/** Keep a file, to be sent. */
	upload(input: Upload): Promise<Uploaded>;
	/** Send a file. */
	writeMedia(input: WriteMedia): Promise<ConversationView>;
	/** Send a template. */
	writeTemplate(input: WriteTemplate): Promise<ConversationView>;
	/** Write to a customer first, by a template. */
	begin(input: Begin): Promise<ConversationView>;
	/** React to a message. */
	react(input: React): Promise<Done>;
	/** Take back a message that has not left. */
	cancel(input: OutgoingRef): Promise<ConversationView>;
	/** Send again a message that was not sent or is not confirmed, as the operator's decision. */
	sendAgain(input: OutgoingRef): Promise<ConversationView>;
	/** Write a note among operators. */
	note(input: WriteNote): Promise<ConversationView>;
	/** Keep the text in the composer. */
	saveDraft(input: SaveDraft): Promise<Done>;
	/** The canned replies. */
	canned(): Promise<Array<Canned>>;
	/** Replace the canned replies. */
	saveCanned(input: Array<Canned>): Promise<Array<Canned>>;
	/** The approved templates of a number. */
	templates(input: NumberRef): Promise<Array<Template>>;
	/** All playbooks. */
	playbooks(): Promise<Array<PlaybookCard>>;
	/** One playbook with its draft. */
	playbook(input: PlaybookRef): Promise<PlaybookView>;
	/** Keep a draft; a new id begins a new playbook. */
	savePlaybook(input: SavePlaybook): Promise<PlaybookView>;
	/** Put the draft in force as a new version. */
	publishPlaybook(input: PlaybookRef): Promise<PlaybookView>;
	/** Ask the draft as a customer would; nothing is sent. */
	tryPlaybook(input: TryIt): Promise<TryResult>;
	/** Look at a rule while it is typed. */
	checkRule(input: CheckRule): Promise<RuleCheck>;
	/** What another sensitivity would have changed lately. */
	priceSensitivity(input: PriceSensitivity): Promise<SensitivityPrice>;
	/** What operators' marks moved in a playbook, trigger by trigger. */
	shifts(input: PlaybookRef): Promise<Array<ThresholdShift>>;
	/** Forget or hold what marks moved. */
	setShift(input: SetShift): Promise<Array<ThresholdShift>>;
	/** All numbers. */
	numbers(): Promise<Array<NumberView>>;
	/** Connect a number. */
	connectNumber(input: ConnectNumber): Promise<NumberView>;
	/** Check a number live. */
	checkNumber(input: NumberRef): Promise<NumberCheck>;
	/** Where Meta should deliver. */
	webhookInfo(): Promise<WebhookInfo>;
	/** Tell Meta where to deliver. */
	setWebhook(input: SetWebhook): Promise<NumberCheck>;
	/** Send a test message. */
	sendTest(input: SendTest): Promise<Done>;
	/** Forget a number and its secrets; what was said stays. */
	removeNumber(input: NumberRef): Promise<Done>;
	/** The people. */
	team(): Promise<Array<Operator>>;
	/** Add or change a person. */
	saveOperator(input: Operator): Promise<Array<Operator>>;
	/** Remove a person; what they said stays. */
	removeOperator(input: OperatorRef): Promise<Array<Operator>>;
	/** What happened lately. */
	insights(input: InsightsQuery): Promise<Insights>;
	/** The settings. */
	settings(): Promise<SettingsView>;
	/** Change the settings. */
	saveSettings(input: Settings): Promise<SettingsView>;
	/** Keep the key of the language model. */
	setModelKey(input: SetModelKey): Promise<SettingsView>;
	/** Ask the language model once. */
	checkModel(): Promise<ModelCheck>;
}

/** The name each request has on the bridge. */
export const requests = {
	session: 'session',
	status: 'status',
	actAs: 'act_as',
	setPresence: 'set_presence',
	setAgent: 'set_agent',
	inbox: 'inbox',
	search: 'search',
	conversation: 'conversation',
	thread: 'thread',
	rawItem: 'raw_item',
	takeOver: 'take_over',
	handBack: 'hand_back',
	pass: 'pass',
	close: 'close',
	reopen: 'reopen',
	putOff: 'put_off',
	opened: 'opened',
	stopAnswer: 'stop_answer',
	mark: 'mark',
	write: 'write',
	upload: 'upload',
	writeMedia: 'write_media',
	writeTemplate: 'write_template',
	begin: 'begin',
	react: 'react',
	cancel: 'cancel',
	sendAgain: 'send_again',
	note: 'note',
	saveDraft: 'save_draft',
	canned: 'canned',
	saveCanned: 'save_canned',
	templates: 'templates',
	playbooks: 'playbooks',
	playbook: 'playbook',
	savePlaybook: 'save_playbook',
	publishPlaybook: 'publish_playbook',
	tryPlaybook: 'try_playbook',
	checkRule: 'check_rule',
	priceSensitivity: 'price_sensitivity',
	shifts: 'shifts',
	setShift: 'set_shift',
	numbers: 'numbers',
	connectNumber: 'connect_number',
	checkNumber: 'check_number',
	webhookInfo: 'webhook_info',
	setWebhook: 'set_webhook',
	sendTest: 'send_test',
	removeNumber: 'remove_number',
	team: 'team',
	saveOperator: 'save_operator',
	removeOperator: 'remove_operator',
	insights: 'insights',
	settings: 'settings',
	saveSettings: 'save_settings',
	setModelKey: 'set_model_key',
	checkModel: 'check_model',
} as const satisfies Record<keyof Api, string>;
