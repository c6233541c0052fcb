/** The attributes that say whether a model can be had at all. */
export const LIFECYCLE = 'lifecycle';
export const RETIREMENT = 'retirement_date';
