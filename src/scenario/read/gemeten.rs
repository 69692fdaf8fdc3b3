//! Figures that were measured in reality.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::gemeten::{Grootheid, Meting};
use crate::scenario::parse;
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
        let value = self.value(scope, "waarde", parse::measured);
        Meting {
            meet,
            kanaal: self.selection(scope, "kanaal"),
            team: self.selection(scope, "team"),
            klantreis: self.selection(scope, "klantreis"),
            doelgroep: self.selection(scope, "doelgroep"),
            kern: self.selection(scope, "kern"),
            locatie: self.selection(scope, "locatie"),
            waarde: value
                .map_or(0.0, |(Grootte::Deel(size) | Grootte::Duur(size) | Grootte::Getal(size))| size),
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
