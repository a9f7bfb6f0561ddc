"""What customers write in French, German and Spanish, by where they are and how they scored."""

from __future__ import annotations

from collections.abc import Mapping

from cx.demo.comments import ByClass

FRENCH: Mapping[str, ByClass] = {
    "First 90 days": (
        (
            "La mise en service de {product} a pris deux mois de plus que prévu.",
            "Toujours pas d'accès pour la moitié de l'équipe, et personne ne rappelle.",
            "Des retards à chaque étape, sans explication.",
        ),
        (
            "Le démarrage s'est bien passé, mais la formation est arrivée trop tard.",
            "Correct, même s'il faut tout demander deux fois.",
        ),
        (
            "Un démarrage sans accroc, merci à toute l'équipe.",
            "En ligne avec {product} en trois semaines, comme promis.",
        ),
    ),
    "portal": (
        (
            "Le nouveau portail d'intégration nous laisse seuls avec quarante tâches.",
            "Depuis le portail, plus personne ne répond. Trois semaines de retard déjà.",
            "On nous renvoie toujours vers le portail, alors qu'il nous faudrait quelqu'un au téléphone.",
        ),
        ("Le portail est clair, mais une personne à appeler manquait.",),
        ("Le portail nous convient, nous connaissions déjà {product}.",),
    ),
    "Support": (
        (
            "Il faut expliquer le même problème à quatre personnes différentes.",
            "Onze jours pour une première réponse utile, c'est trop long.",
            "Notre dossier sur {product} a été fermé deux fois sans solution.",
        ),
        ("La réponse était bonne, mais bien lente.", "Des gens aimables, des délais trop longs."),
        (
            "Support rapide et compétent, le problème était réglé dans l'heure.",
            "Un vrai interlocuteur qui connaît notre installation.",
        ),
    ),
    "engineer": (
        ("Notre ingénieur attitré est bon, mais débordé.",),
        ("Depuis que nous avons un ingénieur attitré, cela va mieux.",),
        (
            "Notre ingénieur attitré connaît {product} par cœur, quel changement !",
            "Avec un ingénieur attitré, les problèmes se règlent le jour même.",
        ),
    ),
    "": (
        ("{product} est trop lent en fin de mois.", "Le prix augmente chaque année sans explication."),
        ("{product} fait le travail, sans plus.", "Bon produit, factures difficiles à lire."),
        ("{product} nous fait gagner un jour par semaine.", "Simple, fiable, rien à redire."),
    ),
}

GERMAN: Mapping[str, ByClass] = {
    "First 90 days": (
        (
            "Die Einführung von {product} hat doppelt so lange gedauert wie zugesagt.",
            "Nach acht Wochen kann sich die Hälfte unseres Teams noch immer nicht anmelden.",
            "Verzögerungen bei jedem Schritt, und niemand fühlt sich zuständig.",
        ),
        (
            "Der Start war in Ordnung, die Schulung kam zwei Wochen zu spät.",
            "Wir laufen, aber später als geplant.",
        ),
        (
            "Reibungsloser Start, jeder wusste, was als Nächstes kommt.",
            "Mit {product} waren wir nach drei Wochen produktiv, genau wie versprochen.",
        ),
    ),
    "portal": (
        (
            "Das neue Einführungsportal lässt uns mit vierzig Aufgaben allein.",
            "Seit es das Portal gibt, ruft niemand mehr zurück; wir sind Wochen im Verzug.",
            "Wir brauchen einen Menschen am Telefon und kein Portal mit Erinnerungen.",
        ),
        ("Das Portal ist übersichtlich, aber ein Ansprechpartner fehlt.",),
        ("Mit dem Portal kamen wir gut zurecht, {product} kannten wir schon.",),
    ),
    "Support": (
        (
            "Ich musste dasselbe Problem vier Leuten erklären.",
            "Elf Tage bis zur ersten brauchbaren Antwort sind zu lang.",
            "Unser Fall zu {product} wurde zweimal ohne Lösung geschlossen.",
        ),
        ("Freundlich, aber langsam in der Übergabe.", "Am Ende half die Antwort, nur eben nach einer Woche."),
        (
            "Ein Anruf, und das Problem mit {product} war weg.",
            "Schnell, ruhig und klar, auch nachts um zwei.",
        ),
    ),
    "engineer": (
        ("Der feste Techniker ist gut, hat aber zu viele Kunden.",),
        ("Seit wir einen festen Techniker haben, geht es besser.",),
        (
            "Unser fester Techniker kennt unsere Umgebung, das ist ein großer Unterschied.",
            "Ein fester Techniker, der zurückruft: so muss Support sein.",
        ),
    ),
    "": (
        ("{product} ist am Monatsende zu langsam.", "Der Preis steigt jedes Jahr, ohne dass jemand anruft."),
        ("{product} tut, was es soll, mehr nicht.", "Gutes Produkt, unübersichtliche Rechnungen."),
        ("{product} spart uns einen Tag in der Woche.", "Zuverlässig und einfach zu bedienen."),
    ),
}

SPANISH: Mapping[str, ByClass] = {
    "First 90 days": (
        (
            "La puesta en marcha de {product} tardó el doble de lo prometido.",
            "Después de ocho semanas, la mitad del equipo sigue sin poder entrar.",
            "Retrasos en cada paso y nadie nos llama.",
        ),
        ("El comienzo fue bien, aunque la formación llegó tarde.", "Ya funciona, más tarde de lo previsto."),
        (
            "Un comienzo sin problemas, gracias al equipo.",
            "En tres semanas {product} estaba en marcha, como prometieron.",
        ),
    ),
    "portal": (
        (
            "El nuevo portal de incorporación nos deja solos con cuarenta tareas.",
            "Desde que llegó el portal nadie contesta y vamos con semanas de retraso.",
        ),
        ("El portal es claro, pero hace falta una persona a quien llamar.",),
        ("El portal nos sirvió, ya conocíamos {product}.",),
    ),
    "Support": (
        (
            "Tuve que explicar el mismo problema a cuatro personas.",
            "Once días para una primera respuesta útil es demasiado.",
        ),
        ("La respuesta fue buena, pero lenta.", "Gente amable, demasiada espera."),
        ("Soporte rápido y claro, resuelto en una llamada.", "Siempre contesta alguien que sabe de {product}."),
    ),
    "engineer": (
        ("Nuestro ingeniero asignado es bueno, pero no da abasto.",),
        ("Con un ingeniero asignado vamos mejor.",),
        ("Nuestro ingeniero asignado conoce nuestra instalación y se nota.",),
    ),
    "": (
        ("{product} va muy lento a fin de mes.", "El precio sube cada año y nadie avisa."),
        ("{product} cumple, sin más.", "Buen producto, facturas difíciles de entender."),
        ("{product} nos ahorra un día por semana.", "Fácil y fiable, sin quejas."),
    ),
}

PARTNERS: tuple[ByClass, ByClass, ByClass] = (
    (
        ("L'enregistrement des affaires prend trop de temps.",),
        ("De bons produits, trop de paperasse.",),
        ("Une planification commune qui a payé pour tous.",),
    ),
    (
        ("Die Registrierung von Projekten dauert viel zu lange.",),
        ("Gute Produkte, zu viel Papierkram.",),
        ("Klare Regeln, wer wem verkauft, und sie werden eingehalten.",),
    ),
    (
        ("El registro de oportunidades tarda demasiado.",),
        ("Buenos productos, demasiado papeleo.",),
        ("La certificación nos ayudó a ganar dos proyectos grandes.",),
    ),
)
"""What partners write in French, German and Spanish."""
