/**
 * Asks the terminal to put what is pasted in brackets (xterm control sequences, "Bracketed Paste Mode"): a line end
 * in it is then known not to be a key.
 */
export const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' } as const;
