// The article before an hour or a day, where a language wants one: `a la 01:30` but `a las 14:00`. Pure.

/** At one there is only one hour. */
const one = (time: string) => /^0?1:/u.test(time);

/** Spanish: `la 01:30`, `las 14:00`. */
export const las = (time: string) => `${one(time) ? 'la' : 'las'} ${time}`;

/** Spanish: `el jueves`, `el 21 nov`, but `ayer`. */
export const el = (day: string) => (day === 'ayer' ? day : `el ${day}`);

/** Portuguese: `a 01:30`, `as 14:00`. */
export const as = (time: string) => `${one(time) ? 'a' : 'as'} ${time}`;

/** Portuguese, with the preposition: `à 01:30`, `às 14:00`. */
export const atAs = (time: string) => `${one(time) ? 'à' : 'às'} ${time}`;
