/** Words that are not inflected, adverbs most of them in groups of the same sense; how they are written says `table.ts`. */
export const OTHERS = `
x gloriously splendidly
x quickly rapidly swiftly
x often frequently
x rarely seldom
x sometimes occasionally
x usually normally generally
x maybe perhaps
x really truly
x extremely exceedingly +very
x almost nearly
x completely totally entirely
x exactly precisely
x suddenly abruptly
x immediately instantly
x currently presently
x recently lately
x shortly +soon
x nevertheless nonetheless
x therefore thus consequently
x mainly mostly primarily
x especially particularly
x approximately roughly +about
x happily cheerfully
x unfortunately regrettably
x luckily fortunately
x obviously evidently +clearly
x carefully cautiously
x quietly silently
x loudly noisily
x definitely certainly
x honestly truthfully
x anyway anyhow
x everybody everyone
x somebody someone
x anybody anyone
x until +till
x although +though
x whilst +while
x among amongst
x toward towards
x okay ok
x hello hi hey
x goodbye bye
x yeah yep
x clothes garments
x trousers pants
`;
