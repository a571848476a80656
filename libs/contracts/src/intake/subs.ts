/** Opaque id of a worker. */
export const SUB = /^[\x21-\x7e]{1,100}$/;
export const SUB_MEND = '利用者 ID (半角 100 字以内) で指定してください';
