//! Keys of a klantreis, its demand and its steps.

use super::gedrag::{GEDULD, HAAKT_DIRECT_AF, PROBEERT};
use super::later;
use super::plaats::{GROEP, TOELICHTING, VOORRANG};
use super::{Cycle, Default, Field, Kind, Names, Part, Shape};

pub static KLANTREIS: Part = Part {
    name: "klantreis",
    fields: &[
        Field::new(
            "vraag",
            Kind::Part(&VRAAG),
            Default::Required,
            "Hoe vaak mensen eraan beginnen, en wanneer.",
        ),
        Field::new(
            "voorrang",
            VOORRANG,
            Default::Value("gewoon", "A*"),
            "Wie in een rij eerst gaat; de hoogste van klantreis en doelgroep telt.",
        ),
        HAAKT_DIRECT_AF.also(&["kanaal", "gedrag"]),
        GEDULD.also(&["kanaal", "gedrag"]),
        PROBEERT.also(&["kanaal", "gedrag"]),
        Field::new(
            "stappen",
            Kind::Parts(&STAP),
            Default::Required,
            "De stappen; bij de eerste begint de reis.",
        ),
        GROEP,
        TOELICHTING,
        later::COMPLEXITEIT,
        Field::later("aanbod", "kanaal: deel", "Via welke kanalen het kan."),
        Field::later("digitaal", "blok", "Hoe goed het digitaal lukt."),
        Field::later("statusinfo", "%", "Deel dat hoort hoe het ervoor staat."),
        Field::later("ontvangstbevestiging", "%", "Deel dat een ontvangstbevestiging krijgt."),
        Field::later("noemt-termijn", "%", "Deel dat hoort hoe lang het duurt."),
        Field::later("uitstelbericht", "blok", "Bericht dat het later wordt."),
        later::BELOFTE,
        Field::later("verwachte-doorlooptijd", "duur", "Wat klanten aan doorlooptijd verwachten."),
        Field::later("verwachte-reactietijd", "duur", "Wanneer klanten antwoord verwachten."),
        Field::later("maatwerk", "blok", "Persoonlijke aandacht."),
        later::ACHTERWACHT,
        Field::later("regisseur", "%", "Deel met één vaste behandelaar."),
        Field::later("hooguit-overdrachten", "getal", "Hoe vaak hooguit wordt doorgezet."),
        Field::later("ook-als-dicht", "ja of nee", "Spoed op gesloten dagen."),
        Field::later("weegt", "term: factor", "Hoe zwaar een term in het cijfer telt."),
        Field::later("sterkte", "%", "Deel dat naar het passende kanaal wordt geleid."),
        later::EERSTELIJNS,
        later::ZOEKTIJD,
        later::ONVOLLEDIG,
        later::ONBEGREPEN,
        later::VERKEERD_TERECHT,
        later::LEIDT_TOT,
        later::NAVRAAG,
        later::DUBBEL,
        later::WISSELT_KANAAL,
        later::BASISCIJFER,
        later::BEJEGENING_WEEGT,
        later::SPREIDING_CIJFER,
    ],
};

pub static VRAAG: Part = Part {
    name: "vraag",
    fields: &[
        Field::new(
            "aantal",
            Kind::Volume,
            Default::Required,
            "Hoeveel: `700 per jaar`, `92 per 1000 inwoners per jaar`, `100 per uur`, of een getal per uur van de dag.",
        ),
        Field::new(
            "patroon",
            Kind::Part(&PATROON),
            Default::Absent("naar het eerste kanaal"),
            "Hoe de vraag over het jaar, de week en de dag ligt.",
        ),
        Field::new(
            "piek",
            Kind::Share,
            Default::Value("100%", "A*"),
            "Hoe sterk het jaarpatroon telt; 0% is een vlak jaar.",
        ),
        Field::new(
            "dagspreiding",
            Kind::Variation,
            Default::Value("12%", "E"),
            "Hoeveel drukte van dag tot dag toevallig scheelt (variatiecoëfficiënt).",
        ),
        Field::new(
            "dagfactor",
            Kind::Choice { now: &["gedeeld", "eigen"], later: &[] },
            Default::Value("gedeeld", "A*"),
            "Of een drukke dag voor alle klantreizen samen druk is.",
        ),
        Field::new(
            "bestand",
            Kind::File,
            Default::Absent("geen tabel"),
            "Tabel met eigen aantallen (.xlsx of .csv), waaruit `aantal` en `patroon` volgen.",
        ),
        Field::new("blad", Kind::Text, Default::Absent("het eerste"), "Blad van de werkmap."),
        Field::new(
            "kolom",
            Kind::Text,
            Default::Absent("de kolom `aantal`, of de enige die overblijft"),
            "Kolom met de aantallen: haar kop of haar letter.",
        ),
        Field::later("op", "datum", "Dag van een eenmalige vraag."),
    ],
};

pub static PATROON: Part = Part {
    name: "patroon",
    fields: &[
        Field::new(
            "maand",
            Kind::Pattern(Cycle::Month),
            Default::BySort(&[
                ("gesprek", "telefoon", "A"),
                ("inloop", "burgerzaken", "A"),
                ("zelf", "vlak", "A*"),
            ]),
            "Over het jaar: burgerzaken, telefoon, vlak of twaalf getallen.",
        ),
        Field::new(
            "weekdag",
            Kind::Pattern(Cycle::Weekday),
            Default::BySort(&[
                ("gesprek", "telefoon", "E"),
                ("inloop", "balie", "A"),
                ("zelf", "vlak", "A*"),
            ]),
            "Over de week: telefoon, balie, vlak of een getal per dag.",
        ),
        Field::new(
            "uur",
            Kind::Pattern(Cycle::Hour),
            Default::BySort(&[
                ("gesprek", "telefoon", "E"),
                ("inloop", "balie", "A"),
                ("zelf", "vlak", "A*"),
            ]),
            "Over de dag: telefoon, balie, vlak of een getal per uur.",
        ),
    ],
};

/// Kinds of step whose length is drawn.
const TIMED: &[&str] = &["contact", "wacht", "wacht-op-klant", "wacht-op-partner"];
const CONTACT: &[&str] = &["contact"];

pub static STAP: Part = Part {
    name: "stap",
    fields: &[
        Field::new(
            "contact",
            Kind::Name(Names::Kanaal),
            Default::Absent("geen contact"),
            "Stap via dit kanaal.",
        ),
        Field::new(
            "wacht",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Stap die alleen tijd kost: `wacht: 5 werkdagen`.",
        ),
        Field::new(
            "wacht-op-klant",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Wachten tot de klant iets doet.",
        ),
        Field::new(
            "wacht-op-partner",
            Kind::Mark,
            Default::Absent("geen wachtstap"),
            "Wachten op een andere organisatie.",
        ),
        Field::new("einde", Kind::Mark, Default::Absent("geen einde"), "De klantreis eindigt hier."),
        Field::new(
            "duur",
            Kind::Spread(Shape::ByStep),
            Default::BySort(&[
                ("gesprek", "4 min 45 s", "D"),
                ("inloop", "10 min", "A*"),
                ("zelf", "5 min", "A*"),
            ]),
            "Hoe lang de stap duurt: een gemiddelde of een verdeling.",
        )
        .only(TIMED),
        Field::new(
            "daarna",
            Kind::Routes,
            Default::Absent("de volgende stap; met vertakkingen het einde"),
            "Wat er volgt: een stap, of stappen met delen die samen 100% zijn.",
        )
        .only(TIMED),
        Field::new(
            "overslaan",
            Kind::Share,
            Default::Value("0%", "A*"),
            "Deel dat deze stap overslaat en doorgaat naar `daarna`.",
        )
        .only(TIMED),
        Field::new("partner", Kind::Text, Default::Absent("geen naam"), "Op wie er wordt gewacht.")
            .only(&["wacht-op-partner"]),
        Field::new(
            "tijdfactor",
            Kind::Factor,
            Default::Value("1", "A*"),
            "Maal de duur van deze stap, naast die van het team.",
        )
        .only(CONTACT),
        HAAKT_DIRECT_AF.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        GEDULD.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        PROBEERT.only(CONTACT).also(&["klantreis", "kanaal", "gedrag"]),
        GROEP,
        TOELICHTING,
        Field::later("werk", "team", "Behandeling zonder de klant erbij."),
        Field::later("bericht", "kanaal", "Bericht aan de klant."),
        Field::later("vindt-fout", "%", "Deel waar een controle iets vindt."),
        later::ONBEGREPEN,
        later::LEIDT_TOT,
        Field::later("uitkomst", "naam: deel", "Wat het besluit is."),
        Field::later("uitleg", "%", "Deel van de afwijzingen met uitleg."),
        Field::later("alternatief", "%", "Deel van de afwijzingen met een alternatief."),
        Field::later("belt-vooraf", "blok", "Bellen vóór een afwijzing."),
        later::BELOFTE,
        later::COMPLEXITEIT,
        later::ACHTERWACHT,
        later::EERSTELIJNS,
        later::BEJEGENING,
        later::ONVOLLEDIG,
    ],
};
