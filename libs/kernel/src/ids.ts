const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is an id as the database writes it: a UUID of any version, in small letters. */
export const isUuid = (text: string): boolean => UUID.test(text);
