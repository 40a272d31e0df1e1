/** Verbs in groups of the same sense; how they are written says `table.ts`. */
export const VERBS = `
v begin/begins/began/begun/- commence +start
v buy/buys/bought/bought/buying +purchase
v -/finishes/finished/finished/finishing +complete
v respond +reply
v speak/speaks/spoke/spoken/speaking +talk
v choose/chooses/chose/chosen/choosing select +pick
v obtain acquire +get/gets/got/got/getting
v receive +get/gets/got/got/getting
v assist +help
v allow +permit*
v forbid/forbids/forbade/forbidden/forbidding prohibit
v construct +build/builds/built/built/-
v create +make/makes/made/made/making
v destroy +ruin
v repair +fix +mend
v alter modify +change
v reduce lessen diminish
v gather collect
v discover +find/finds/found/found/finding
v observe +notice
v examine inspect
v explain clarify
v describe depict
v demonstrate +show/shows/showed/shown/showing
v indicate +show/shows/showed/shown/showing
v hide/hides/hid/hidden/hiding conceal
v reveal disclose
v shout yell
v weep/weeps/wept/wept/weeping sob*
v giggle chuckle
v stroll +walk
v jump leap
v depart +leave/leaves/left/left/leaving
v remain +stay
v attempt +try
v possess +own
v hurl toss +throw/throws/threw/thrown/throwing
v tug* +pull
v shove +push
v seize +grab*
v devour +eat/eats/ate/eaten/eating
v understand/understands/understood/understood/- comprehend
v imagine envision
v adore +love
v detest loathe despise +hate
v dread +fear
v amaze astonish astound
v confuse baffle perplex
v annoy irritate
v persuade convince
v warn +alert
v forgive/forgives/forgave/forgiven/forgiving +pardon
v confess +admit*
v announce declare proclaim
v suggest +propose
v discuss +debate
v -/dispatches/dispatched/dispatched/dispatching +send/sends/sent/sent/sending
v provide +supply
v donate +give/gives/gave/given/giving
v protect safeguard +shield
v assault +attack
v injure +hurt/hurts/hurt/hurt/hurting
v heal +cure
v perish +die/dies/died/died/dying
v vanish disappear
v emerge +appear
v occur* +happen
v cease +stop*
v postpone defer* +delay
v pursue +follow
v imitate +copy
v combine merge
v divide +split/splits/split/split/splitting
v connect +link
v eliminate +remove
v erase delete
v decorate adorn
v verify +check +confirm
v ensure +guarantee
v employ +hire
v supervise oversee/oversees/oversaw/overseen/overseeing
v achieve accomplish attain
v squander +waste
v calculate compute
v predict +forecast/forecasts/forecast/forecast/forecasting
v anticipate +expect
v instruct +teach/teaches/taught/taught/teaching
v solve +resolve
v enlarge expand
v tremble shiver quiver
v grin* +smile
v stare gaze
v glance +look
v whisper murmur
v wander roam
v ascend +climb
v clap* +applaud
v adapt +adjust
v assemble +gather
v vary differ
v retain +keep/keeps/kept/kept/keeping
v conquer +defeat
v tolerate +bear/bears/bore/borne/bearing
v utilize utilise +use
v resign +quit/quits/quit/quit/quitting
v refuse +decline
v -/rescues/rescued/rescued/rescuing +save
v summon +call
v sustain +maintain
v terminate +end
v transmit* +send/sends/sent/sent/sending
v relocate +move
v soothe +calm
v inhabit +occupy
v mock ridicule
v deceive mislead/misleads/misled/misled/misleading +trick
v notify inform
v enrol* +register
`;
