"""Words that carry no meaning of their own in English, French, German and Spanish, without accents.

A phrase neither begins nor ends with one. Only function words are listed: articles, pronouns, prepositions, auxiliary
verbs and what is left of shortened forms ("don't" is read as "don t"). Words that judge or count (good, slow, more,
trop) are never among them: whether they tell promoters from detractors is what the counts are for.
"""

from __future__ import annotations

_ENGLISH = """
a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself yourselves he him
his himself she her hers herself it its itself they them their theirs themselves one ones who whom whose which what
when where why how there here am is are was were be been being have has had having do does did doing done will would
shall should can could may might must ought let get gets got and or but if then else so than as of at by for with
about into onto through during before after above below to from up down in out on off over under again further once
just also too very s t d ll m o re ve don doesn didn isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
mustn ain im ive id youre theyre dont doesnt didnt isnt wasnt cant wont such own same other another each every any
some all both while because until since though although yet via per etc
"""
_FRENCH = """
le la les l un une des du de d au aux ce c cet cette ces ca cela ceci celui celle ceux celles je j me m moi mon ma mes
tu te t toi ton ta tes il elle on se s soi son sa ses nous notre nos vous votre vos ils elles eux leur leurs lui y en
qui que qu quoi dont ou quel quelle quels quelles lequel laquelle lesquels lesquelles et mais donc or ni car si comme
quand lorsque puis puisque alors ainsi aussi a dans par pour sur sous avec vers chez entre depuis pendant avant apres
contre jusqu jusque suis es est sommes etes sont etais etait etaient etant ete etre sera seront serait soit soient fut
ai as avons avez ont avais avait avaient ayant eu avoir aura auront aurait ait aient fait faire fais font faut peut
peux peuvent pouvez va vais vont dit meme memes tout toute tous toutes autre autres chaque quelque quelques plusieurs
tres bien deja encore ici cest jai nai
"""
_GERMAN = """
der die das den dem des ein eine einer eines einem einen ich mich mir mein meine meiner meines meinem meinen du dich
dir dein deine er ihn ihm sein seine seiner seines seinem seinen sie ihr ihre ihrer ihres ihrem ihren es wir uns unser
unsere unserer unserem unseren euch euer eure man sich selbst wer wen wem was welche welcher welches wessen dieser
diese dieses diesem diesen jener jene jenes jeder jede jedes jedem jeden alle allem allen aller alles manche einige
andere anderen anderer anderes und oder aber denn doch sondern wenn als ob weil da dass damit so wie wo wann warum
auch schon noch nur sehr hier dort dann nun mal an auf aus bei bis durch fur gegen hinter im in ins mit nach neben
ohne seit uber um unter von vom vor zu zum zur zwischen am beim bin bist ist sind seid war waren warst wart gewesen
werde wirst wird werden wurde wurden worden geworden habe hast hat haben hatte hatten gehabt kann kannst konnen konnte
konnten muss mussen musste mussten soll sollen sollte sollten will wollen wollte wollten darf durfen mag mochte eben
etwa ja
"""
_SPANISH = """
el la los las lo un una unos unas al del de a ante bajo con contra desde durante en entre hacia hasta para por segun
sobre tras y e o u pero sino porque pues que si como cuando donde mientras aunque yo mi mis me mio mia tu tus te ti
tuyo usted ustedes ella ello ellos ellas le les se su sus suyo suya nos nosotros nosotras nuestro nuestra nuestros
nuestras os vosotros vuestro vuestra quien quienes cual cuales cuyo este esta esto estos estas ese esa eso esos esas
aquel aquella aquello aquellos aquellas otro otra otros otras mismo misma todo toda todos todas cada algun alguno
alguna algunos algunas soy eres es somos sois son era eran fue fueron ser sido siendo estoy estan estaba estaban estar
estado he has ha hemos habeis han habia habian haber hay hace hacer hecho tiene tienen tengo tener puede pueden poder
va van muy ya tambien asi aqui alli
"""

_NEGATIONS = """
not no never nobody nothing without cannot pas jamais rien sans aucun aucune ne n non nicht nie kein keine keinen keiner
nichts ohne nunca nada sin ningun ninguna nadie ni
"""
NEGATIONS: frozenset[str] = frozenset(_NEGATIONS.split())
"""A phrase may begin with one of these, as 'not working' says another thing than 'working', but never be one alone."""

STOP_WORDS: frozenset[str] = frozenset(" ".join((_ENGLISH, _FRENCH, _GERMAN, _SPANISH)).split()) - NEGATIONS
