/** A text with the passwords of addresses in it left out: users and passwords before the host, and what looks like either in a query. */
export const withoutCredentials = (text: string): string => text
	.replaceAll(/(?<=\w:\/\/)\S*@/gv, '…@')
	.replaceAll(/(?<=(?:\?|&)(?:u|p|user|password|token)=)[^&\s]*/giv, '…');
