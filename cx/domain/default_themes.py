"""The themes that a company starts with, in English, French, German and Spanish; it edits them from there.

Phrases were chosen to be sure rather than many: a comment that none of them finds is counted as untagged, and said so.
"""

from __future__ import annotations

from collections.abc import Iterator

from cx.domain.taxonomy import Theme

_THEMES: dict[str, tuple[str, ...]] = {
    "Getting started": (
        "onboarding | getting started | kick off | set up | setup | go live | went live | were live | are live"
        " | migrat* | implementation | first weeks | rollout | roll out | workshop* | installation | install*",
        "mise en service | mise en route | demarrage | prise en main | migration* | deploiement*",
        "einfuhrung* | einrichtung* | inbetriebnahme | einarbeitung | umstellung",
        "puesta en marcha | implantacion | instalacion | migracion",
    ),
    "Support and answers": (
        "support | helpdesk | help desk | service desk | ticket* | hotline | engineer* | calls back | call back"
        " | called back | callback | chat | useful reply | customer service | our case | our problem | same problem",
        "assistance | service client | sav | service apres vente | hotline | rappel*",
        "kundendienst | kundenservice | hotline | ruckruf* | technischer dienst",
        "soporte | atencion al cliente | servicio tecnico | servicio al cliente | incidencia*",
    ),
    "Waiting and speed": (
        "wait* | queue* | slow* | too long | far longer | delay* | took a week | weeks for | days for | months to"
        " | longer than | too late | too slow",
        "attente* | attendre | attend | queue | delai* | trop long* | lent | lente | lents | lenteur* | retard*"
        " | caisses ouvertes | caisse ouverte",
        "wartezeit* | warten | gewartet | warteschlange* | langsam* | verspat* | zu lange | verzoger*",
        "espera* | cola | colas | lento | lenta | lentitud | retraso* | demora* | tard* mucho",
    ),
    "People and friendliness": (
        "friendly | unfriendly | polite | rude | kind | helpful | unhelpful | courteous | staff | people who | knew our"
        " | knows our | account manager* | partner manager* | onboarding lead",
        "accueil* | personnel | sympathique* | aimable* | amabilite | souriant* | gentil* | gentillesse | agreable*"
        " | desagreable* | vendeur* | vendeuse* | conseiller* | conseillere* | hotesse* | caissier* | caissiere*"
        " | disponib*",
        "freundlich* | unfreundlich* | hoflich* | nett | personal | mitarbeiter* | hilfsbereit* | ansprechpartner*"
        " | berater*",
        "amable* | amabilidad | simpatic* | trato | personal | empleado* | empleada* | dependient* | atent*",
    ),
    "Advice and knowledge": (
        "advice | advise* | expertise | competent | incompetent | knowledgeable | knowledge | training | trained",
        "conseil | conseils | conseille* | renseign* | competent* | competence* | incompetent* | connaissance*",
        "beratung* | kompetent* | inkompetent* | fachwissen | fachkundig* | schulung*",
        "asesor* | consejo* | competente* | incompetente* | formacion | conocimiento*",
    ),
    "Price and value": (
        "price* | pricing | expensive | cheap* | cost | costs | costly | fee | fees | value for money | overpriced"
        " | discount* | fair offer | fair terms | margin | margins",
        "prix | cher | chere | chers | cheres | tarif* | couteux | couteuse* | promo | promos | promotion* | remise*"
        " | reduction* | rapport qualite prix | bon marche",
        "preis* | teuer* | teure* | kosten | kosteten | gunstig* | rabatt* | preis leistung*",
        "precio* | caro | cara | caros | caras | barat* | coste* | descuento* | tarifa* | oferta*",
    ),
    "Product quality": (
        "quality | well made | broken | defect* | faulty | flaw* | poor quality | solid | works well | simply works",
        "qualite* | defectueu* | abime* | casse | cassee | malade* | mauvaise qualite | belles plantes | fraicheur",
        "qualitat* | defekt* | kaputt | mangelhaft* | verarbeitung",
        "calidad | defectuos* | roto | rota | averia* | estropead*",
    ),
    "Choice and stock": (
        "choice | selection | range | in stock | out of stock | assortment | availability | editions",
        "choix | rayon* | stock* | rupture* | assortiment | achaland* | gamme | diversite | variete | varies"
        " | disponibilite",
        "auswahl | sortiment* | vorratig | lieferbar | ausverkauft | verfugbarkeit",
        "variedad | surtido | seleccion | existencias | agotado* | agotada* | disponibilidad",
    ),
    "Ease of use": (
        "easy | easily | ease | intuitive | user friendly | usability | confusing | complicated | too many clicks"
        " | menu | search | simple things | dashboards",
        "facile* | facilite | simple | simples | intuitif* | intuitive* | ergonomi* | complique*"
        " | difficile a utiliser",
        "einfach* | benutzerfreundlich* | intuitiv* | bedienung | kompliziert* | umstandlich* | ubersichtlich*",
        "facil* | sencill* | intuitiv* | complicad* | usabilidad | confus*",
    ),
    "Reliability": (
        "outage* | down when | downtime | crash* | bug | bugs | reliable | unreliable | stable | unstable | timed out"
        " | slows down | lost work | interfaces",
        "panne* | fiable* | fiabilite | plantage* | bug | bugs | instable* | ne marche pas | ne fonctionne pas",
        "ausfall* | absturz* | sturzt ab | zuverlassig* | unzuverlassig* | stabil* | fehler* | funktioniert nicht",
        "caida* | fiable* | fiabilidad | fallo* | falla* | error* | inestable* | no funciona*",
    ),
    "Billing": (
        "invoice* | bill | bills | billing | billed | payment* | refund* | purchase order*",
        "facture* | facturation | paiement* | rembours*",
        "rechnung* | abrechnung* | zahlung* | erstatt* | ruckerstattung*",
        "factura* | facturacion | pago | pagos | reembols* | cobro*",
    ),
    "Contract and renewal": (
        "contract* | renew* | quote | quotes | negotiat* | terms | cancel* | licen*",
        "contrat* | renouvel* | devis | resili* | abonnement*",
        "vertrag* | verlanger* | angebot* | kundig* | lizenz*",
        "contrato* | renov* | presupuesto* | cancelar | licencia* | suscripcion*",
    ),
    "Delivery": (
        "deliver* | shipping | shipment* | parcel* | arrived late | dispatch*",
        "livraison* | livre en | livreur* | colis | expedition*",
        "lieferung* | liefer* | geliefert* | versand* | paket*",
        "entrega* | envio* | paquete* | reparto",
    ),
    "Information": (
        "nobody told | never told | told us | documentation | guide | guides | manual* | release notes | communication"
        " | informed | follow up | inform us",
        "information* | informe* | communication* | affichage* | etiquet* | signaletique | explication*",
        "information* | informier* | kommunikation | dokumentation | anleitung* | beschilderung",
        "informacion | informad* | comunicacion | documentacion | manual* | instrucciones",
    ),
    "Upgrades and changes": (
        "upgrade* | update | updates | release | releases | new version* | new features",
        "mise a jour | mises a jour | nouvelle version | nouvelles fonctionnalites",
        "aktualisierung* | neue version* | neue funktionen",
        "actualizacion* | nueva version | nuevas funciones",
    ),
}


def _made() -> Iterator[Theme]:
    for name, languages in _THEMES.items():
        theme_id = "-".join(name.lower().split())
        yield Theme(theme_id, name, tuple(phrase for text in languages for phrase in text.split(" | ")))


DEFAULT_THEMES: tuple[Theme, ...] = tuple(_made())
