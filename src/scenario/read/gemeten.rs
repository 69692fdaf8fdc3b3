//! Figures that were measured in reality.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::gemeten::{Grens, Grootheid, Keuze, Meting};
use crate::scenario::parse;
use crate::scenario::parse_measure;
use crate::scenario::scope::{self, Scope};
use crate::scenario::value::{Afwijking, Duur, Grootte};
use crate::time::Span;

impl<'t> Reader<'t> {
    pub(super) fn gemeten(&self) -> Benoemd<Meting> {
        let measured = self.root.children("gemeten").into_iter();
        measured.map(|(naam, scope)| (naam, self.meting(&scope::measured(scope)))).collect()
    }

    fn meting(&self, scope: &Scope<'t>) -> Meting {
        let meet = self.choice(scope, "meet", |word| Some(word.to_owned())).unwrap_or_default();
        let meet = match meet.as_str() {
            "geholpen" => Grootheid::Geholpen,
            "klantreizen" => Grootheid::Klantreizen,
            "wachttijd" => Grootheid::Wachttijd,
            "binnen" => {
                let limit = self.value(scope, "binnen", parse::duration);
                let over = self.choice(scope, "over", |word| Some(parse::over(word)));
                Grootheid::Binnen(limit.unwrap_or(Duur::Kalender(Span::ZERO)), over.unwrap_or_default())
            }
            "afhakers" => Grootheid::Afhakers,
            "bezet" => Grootheid::Bezet,
            "behandeltijd" => Grootheid::Behandeltijd,
            "doorlooptijd" => Grootheid::Doorlooptijd,
            "bezettingsgraad" => Grootheid::Bezettingsgraad,
            "in-een-contact" => Grootheid::InEenContact,
            "cijfer" => Grootheid::Cijfer,
            "toegangstijd" => Grootheid::Toegangstijd,
            "reactietijd" => Grootheid::Reactietijd,
            "eerstelijns" => Grootheid::Eerstelijns,
            "overdrachten" => Grootheid::Overdrachten,
            "terugbellen" => Grootheid::Terugbellen,
            _ => Grootheid::Aantal,
        };
        let size = |key| {
            let size = self.value(scope, key, parse::measured)?;
            let (Grootte::Deel(size) | Grootte::Duur(size) | Grootte::Getal(size)) = size;
            Some(size)
        };
        let (waarde, grens) = match (size("waarde"), size("minstens"), size("hooguit")) {
            (Some(value), ..) => (value, None),
            (None, Some(least), _) => (least, Some(Grens::Minstens)),
            (None, None, Some(most)) => (most, Some(Grens::Hooguit)),
            (None, None, None) => (0.0, None),
        };
        let merger = self.fusiedatum();
        let day = |key| self.value(scope, key, parse_measure::moment).and_then(|day| day.op(merger));
        let keuze = |key, block| {
            Some(Keuze { naam: self.selection(scope, key)?, delen: self.parts(scope, key, block)? })
        };
        Meting {
            meet,
            kanaal: keuze("kanaal", "kanalen"),
            team: keuze("team", "teams"),
            klantreis: keuze("klantreis", "klantreizen"),
            doelgroep: keuze("doelgroep", "doelgroepen"),
            kern: keuze("kern", "kernen"),
            locatie: keuze("locatie", "locaties"),
            waarde,
            grens,
            vanaf: day("vanaf"),
            tot: day("tot"),
            ten_opzichte_van: self.value(scope, "ten-opzichte-van", parse::period),
            marge: self.value(scope, "marge", parse::deviation),
            n: self.whole(scope, "n"),
            mag_afwijken: self
                .value(scope, "mag-afwijken", parse::deviation)
                .unwrap_or(Afwijking::Getal(0.0)),
            periode: self.value(scope, "periode", parse::period),
            bron: self.text(scope, "bron"),
            ijking: self.yes_no(scope, "ijking"),
        }
    }
}
