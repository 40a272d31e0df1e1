/** Adjectives in groups of the same sense; how they are written says `table.ts`. */
export const ADJECTIVES = `
a big/bigger/biggest large/larger/largest
a huge enormous gigantic immense vast
a small/smaller/smallest +little
a tiny minuscule
a quick/quicker/quickest rapid speedy/speedier/speediest +fast/faster/fastest
a clever intelligent +smart
a foolish silly
a stupid +dumb
a glad +happy
a cheerful joyful
a sad unhappy
a angry/angrier/angriest +mad/madder/maddest
a furious enraged
a scared frightened
a tired weary
a famished starving
a beautiful lovely gorgeous
a ugly hideous
a attractive appealing
a nice pleasant
a polite courteous
a rude impolite
a friendly amiable
a brave courageous
a honest truthful
a lazy idle
a wealthy affluent +rich
a cheap inexpensive
a expensive costly pricey
a important significant
a crucial vital essential
a main principal
a strange weird peculiar +odd
a rare uncommon
a famous renowned
a modern contemporary
a easy/easier/easiest +simple/simpler/simplest
a difficult +hard +tough
a complicated intricate +complex
a obvious evident
a incorrect +wrong
a accurate precise
a bogus phony +fake
a genuine authentic +real
a flawless +perfect
a excellent superb +outstanding
a wonderful fantastic marvelous +terrific
a awful terrible dreadful horrible
a amusing humorous +funny
a boring tedious +dull
a interesting intriguing
a exciting thrilling
a delicious tasty
a chilly +cold
a damp moist
a arid +dry
a dirty filthy grimy
a spotless +clean
a silent +quiet
a noisy +loud
a gloomy +dark
a powerful +strong
a weak feeble
a unwell +sick
a deceased +dead
a dangerous hazardous perilous +risky
a careful cautious
a careless reckless
a vacant +empty
a entire +whole
a adequate sufficient
a numerous +many
a annual yearly
a previous prior
a immediate +instant
a eager keen
a reluctant hesitant
a stubborn obstinate
a shy timid bashful
a nervous anxious
a jealous envious
a grateful thankful
a lonely lonesome
a cruel brutal
a loyal faithful
a reliable dependable trustworthy
a useful helpful
a useless worthless
a suitable appropriate
a feasible +possible
a probable +likely
a absurd ridiculous ludicrous
a crazy insane
a tranquil serene peaceful
a broad +wide
a slender slim
a additional +extra
a global +worldwide
a fortunate lucky
a unfortunate unlucky
a sincere heartfelt
a strict stern
a permanent lasting
a temporary provisional
a brief +short
a lengthy +long
a fragile +delicate
a inventive +creative
a urgent pressing
a clumsy awkward
a hostile unfriendly
a humble modest
a mysterious puzzling
a pale +white
a puzzled bewildered
a sleepy drowsy
a sturdy robust
a vague +unclear
a visible +apparent
a widespread +common
a youthful +young
`;
