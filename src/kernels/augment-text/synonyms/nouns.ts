/** Nouns in groups of the same sense; how they are written says `table.ts`. */
export const NOUNS = `
n car automobile
n occupation profession
n movie film
n photo photograph +picture
n gift +present
n prize +award
n error mistake
n query +question
n problem +issue
n idea notion
n outcome +result
n child/children kid
n guy +fellow
n infant +baby
n friend pal
n enemy foe
n doctor physician
n lawyer attorney
n instructor +teacher
n pupil +student
n author writer
n customer client
n employee worker
n corporation +company
n nation +country
n region +area
n location +place
n path +trail
n journey voyage +trip
n holiday vacation
n forest woodland
n sea ocean
n beast creature +animal
n rubbish garbage trash
n luggage baggage
n cash +money
n salary +wage
n fee +charge
n illness sickness +disease
n pain +ache
n anger fury rage
n joy +delight
n happiness +joy
n sorrow grief sadness
n courage bravery
n skill ability
n method technique
n device gadget
n phone telephone
n story tale
n opportunity +chance
n luck +fortune
n danger peril
n freedom liberty
n thief/thieves +robber
n dinner supper
n sofa couch
n carpet rug
n quantity +amount
n portion +part
n advantage +benefit
n disadvantage drawback
n similarity resemblance
n conversation +discussion
n quarrel dispute +argument
n choice option
n advice guidance
n information info
n competition contest
n winner victor
n voucher coupon
n apartment +flat
n elevator +lift
n exam examination
n airplane aeroplane +plane
n bicycle bike
n motorcycle motorbike
n lorry truck
n petrol gasoline
n mum mom
n dad daddy
n grandma granny
n bunny rabbit
n clue +hint
n jail prison
n mansion +villa
n meadow +field
n rumour rumor
n odour odor +smell
n task +job
n colour color
n flavour flavor
n neighbour neighbor
n centre center
n theatre theater
n favour favor
n programme program
`;
