//! A complete tree to a [`Scenario`], driven by the table of keys.
//!
//! It cannot fail: what is wrong has been reported by `shape`, and a value that cannot be read takes the
//! default of its key, so that `check` can look at everything else.

mod doelgroep;
mod gedrag;
mod gemeten;
mod kanaal;
mod klantreis;
mod maatregel;
mod norm;
mod team;
mod tevredenheid;

use jiff::civil::Date;

use super::doelgroep::Voorrang;
use super::kanaal::Kanaal;
use super::klantreis::Klantreis;
use super::parse::{self, Parsed};
use super::parse_named;
use super::patch::{group, groups};
use super::plaats::{Kern, Locatie};
use super::save;
use super::scope::{Found, Ledger, Origin, Scope, Used};
use super::stroomnaam::Stroomnaam;
use super::tree::{Entry, Node};
use super::value::Duur;
use super::werkgebied::Werkgebied;
use super::{Benoemd, Kalender, Periode, Scenario, Uitloop, usual};
use crate::calendar::{HolidayRules, WeekHours};
use crate::time::Span;

pub use maatregel::maatregelen;

/// Reads the whole tree; `name` is the stem of the main file, `root_name` that of the file at the bottom.
pub fn scenario(tree: &Node, name: &str, root_name: &str, ledger: &Ledger) -> Scenario {
    let root = Scope::root(tree);
    let offers_choice = usual::choice_is_small(&root);
    let reader = Reader { root, ledger, offers_choice };
    let root = &reader.root;
    let kanalen = reader.kanalen();
    let klantreizen = reader.klantreizen();
    let naam = reader.text(root, "naam").unwrap_or_else(|| name.to_owned());
    let kanaalsturing = reader.kanaalsturing();
    let doelgroepen = reader.doelgroepen();
    let periode = reader.periode(&klantreizen, &kanalen);
    Scenario {
        naam,
        toelichting: reader.text(root, "toelichting").unwrap_or_default(),
        stroomnaam: reader.text(root, "stroomnaam").unwrap_or_else(|| root_name.to_owned()),
        inwoners: reader.inwoners(),
        periode,
        kalender: reader.kalender(),
        kernen: reader.kernen(),
        doelgroepen,
        locaties: reader.locaties(),
        kanalen,
        teams: reader.teams(),
        klantreizen,
        normen: reader.normen(),
        gedrag: reader.algemeen_gedrag(),
        kanaalsturing,
        tevredenheid: reader.tevredenheid(),
        gemeten: reader.gemeten(),
        onderzoek: reader.onderzoek(),
        maatregelen: reader.maatregelen(),
        fasen: Vec::new(),
    }
}

/// A pilot run looks at so many days.
const MOST_WARM_UP_DAYS: u32 = 52 * 7;

pub(super) struct Reader<'t> {
    root: Scope<'t>,
    ledger: &'t Ledger,
    /// Whether there is little enough to choose from to write it all out.
    offers_choice: bool,
}

impl<'t> Reader<'t> {
    /// The effective value of a key, noted; `None` where there is none, or none that can be read.
    fn value<T>(&self, scope: &Scope<'t>, key: &str, parse: impl Fn(&Node) -> Parsed<T>) -> Option<T> {
        let found = scope.find(key)?;
        self.note(&found);
        match parse(&found.node) {
            Ok(value) => Some(value),
            Err(_) => {
                let (text, _) = found.field.default_for(scope.sort)?;
                parse(&Node::scalar(text, found.node.spot)).ok()
            }
        }
    }

    fn note(&self, found: &Found<'_>) {
        if self.ledger.is_off {
            return;
        }
        self.ledger.note(Used {
            path: found.path.clone(),
            value: save::inline(&found.node),
            origin: found.origin.clone(),
            about: found.field.about,
            source: found.field.source,
            unit: found.field.kind.unit(),
        });
    }

    /// Notes a value that a default of the table stands for only in words.
    fn note_default(&self, scope: &Scope<'t>, key: &str, value: String, mark: &'static str) {
        self.note_word(scope, key, value, Origin::Default(mark));
    }

    /// Notes a value that stands for more than the text that was written.
    fn note_word(&self, scope: &Scope<'t>, key: &str, value: String, origin: Origin) {
        let field = scope.part.field(key).expect("the table holds this key");
        self.ledger.note(Used {
            path: scope.path.key(key),
            value,
            origin,
            about: field.about,
            source: field.source,
            unit: field.kind.unit(),
        });
    }

    fn text(&self, scope: &Scope<'t>, key: &str) -> Option<String> {
        self.value(scope, key, |node| parse::text(node).map(str::to_owned))
    }

    fn texts(&self, scope: &Scope<'t>, key: &str) -> Option<Vec<String>> {
        self.value(scope, key, |node| {
            Ok(parse::names(node)?.into_iter().map(|(name, _)| name.to_owned()).collect())
        })
    }

    fn share(&self, scope: &Scope<'t>, key: &str) -> f64 {
        self.value(scope, key, parse::share).unwrap_or_default()
    }

    fn factor(&self, scope: &Scope<'t>, key: &str) -> f64 {
        self.value(scope, key, parse::factor).unwrap_or(1.0)
    }

    fn yes_no(&self, scope: &Scope<'t>, key: &str) -> bool {
        self.value(scope, key, parse::yes_no).unwrap_or_default()
    }

    fn whole(&self, scope: &Scope<'t>, key: &str) -> Option<u64> {
        self.value(scope, key, |node| parse::whole(node, 0, u64::MAX))
    }

    fn span(&self, scope: &Scope<'t>, key: &str) -> Option<Span> {
        self.value(scope, key, parse::span)
    }

    /// A length with a default.
    fn length(&self, scope: &Scope<'t>, key: &str) -> Duur {
        self.value(scope, key, parse::duration).unwrap_or(Duur::Werkdagen(0.0))
    }

    fn hours(&self, scope: &Scope<'t>, key: &str) -> Option<WeekHours> {
        self.value(scope, key, parse::hours)
    }

    /// The word chosen, if it is one of the choices.
    fn choice<T>(&self, scope: &Scope<'t>, key: &str, choose: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.value(scope, key, |node| choose(parse::text(node)?).ok_or_else(Vec::new))
    }

    fn voorrang(&self, scope: &Scope<'t>) -> Voorrang {
        let voorrang = self.choice(scope, "voorrang", |word| match word {
            "laag" => Some(Voorrang::Laag),
            "gewoon" => Some(Voorrang::Gewoon),
            "hoog" => Some(Voorrang::Hoog),
            _ => None,
        });
        voorrang.unwrap_or_default()
    }

    fn inwoners(&self) -> Option<f64> {
        let kernen = self.root.children("kernen");
        if kernen.is_empty() {
            return self.whole(&self.root, "inwoners").map(|inwoners| inwoners as f64);
        }
        let of = |kern: &Scope<'t>| {
            kern.node?.get("inwoners").and_then(|node| parse::whole(node, 0, u64::MAX).ok())
        };
        Some(kernen.iter().filter_map(|(_, kern)| of(kern)).map(|inwoners| inwoners as f64).sum())
    }

    fn periode(&self, klantreizen: &Benoemd<Klantreis>, kanalen: &Benoemd<Kanaal>) -> Periode {
        let scope = self.root.child("periode");
        let year_of = |key| scope.node.and_then(|node| parse::date(node.get(key)?).ok()).map(Date::year);
        // with only one of both written, the other is the first or the last day of that year
        let van = match (scope.is_written("van"), year_of("tot")) {
            (false, Some(year)) => self.first_or_last(&scope, "van", Date::constant(year, 1, 1)),
            _ => self.value(&scope, "van", parse::date).expect("a default that can be read"),
        };
        let tot = match (scope.is_written("tot"), year_of("van")) {
            (false, Some(year)) => self.first_or_last(&scope, "tot", Date::constant(year, 12, 31)),
            _ => self.value(&scope, "tot", parse::date).expect("a default that can be read"),
        };
        let uitloop = self.value(&scope, "uitloop", |node| parse::duration_or(node, "tot-leeg"));
        let (aanloop_dagen, aanloop_automatisch) = self.aanloop(&scope, klantreizen, kanalen);
        Periode {
            van,
            tot,
            fusiedatum: self.fusiedatum(),
            aanloop_dagen,
            aanloop_automatisch,
            uitloop: uitloop.flatten().map_or(Uitloop::TotLeeg, Uitloop::Duur),
        }
    }

    fn first_or_last(&self, scope: &Scope<'t>, key: &str, date: Date) -> Date {
        self.note_default(scope, key, date.to_string(), "A*");
        date
    }

    /// Days, and whether a pilot run is to say how many of them are needed.
    fn aanloop(
        &self,
        scope: &Scope<'t>,
        klantreizen: &Benoemd<Klantreis>,
        kanalen: &Benoemd<Kanaal>,
    ) -> (u32, bool) {
        match self.value(scope, "aanloop", |node| parse::duration_or(node, "automatisch")) {
            Some(Some(duur)) => return (whole_days(duur), false),
            Some(None) => return (MOST_WARM_UP_DAYS, true),
            None => {}
        }
        let slow = kanalen.iter().filter(|(_, kanaal)| kanaal.soort.duurt_over_nachten());
        let slow: Vec<&str> = slow.map(|(naam, _)| naam.as_str()).collect();
        let carries_over = klantreizen.iter().any(|(_, klantreis)| klantreis.duurt_over_nachten(&slow));
        let (text, days) = if carries_over { ("4 weken", 28) } else { ("0 dagen", 0) };
        self.note_default(scope, "aanloop", text.to_owned(), "A*");
        (days, false)
    }

    fn kalender(&self) -> Kalender {
        let scope = self.root.child("kalender");
        let national = self.choice(&scope, "feestdagen", |word| match word {
            "nederland" => Some(true),
            "geen" => Some(false),
            _ => None,
        });
        let merger = self.fusiedatum();
        let dates = self.value(&scope, "dicht", |node| parse::dates(node, merger));
        let mut dicht = dates.unwrap_or_default();
        dicht.sort_unstable();
        dicht.dedup();
        Kalender {
            feestdagen: HolidayRules {
                national: national.unwrap_or(true),
                good_friday: self.yes_no(&scope, "goede-vrijdag"),
                day_after_ascension: self.yes_no(&scope, "dag-na-hemelvaart"),
                liberation_day_every_year: self.yes_no(&scope, "bevrijdingsdag"),
            },
            dicht,
        }
    }

    fn stroomnaam(&self, scope: &Scope<'t>) -> Option<Stroomnaam> {
        self.text(scope, "stroomnaam").and_then(|text| Stroomnaam::parse(&text))
    }

    /// The kernen whose contacts a part takes, groups written out.
    fn werkgebied(&self, scope: &Scope<'t>) -> Werkgebied {
        Werkgebied(self.chosen(scope, "werkgebied", "kernen"))
    }

    /// The parts of a block that are meant, groups written out; `None` is all.
    fn chosen(&self, scope: &Scope<'t>, key: &str, block: &str) -> Option<Vec<String>> {
        let written = self.texts(scope, key).filter(|names| !names.iter().any(|name| name == "alle"))?;
        let parts = self.root.node.and_then(|node| node.get(block)).map_or(&[][..], Node::entries);
        let is_meant = |part: &&Entry| {
            let means = |name: &String| {
                *name == part.key || group(name).is_some_and(|group| groups(&part.node).contains(&group))
            };
            written.iter().any(means)
        };
        Some(parts.iter().filter(is_meant).map(|part| part.key.clone()).collect())
    }

    fn kernen(&self) -> Benoemd<Kern> {
        let read = |(naam, scope): (String, Scope<'t>)| {
            let reistijd = self.value(&scope, "reistijd", |node| {
                Ok(parse_named::travel(node)?
                    .into_iter()
                    .map(|(locatie, span, _)| (locatie.to_owned(), span))
                    .collect())
            });
            let inwoners = self.whole(&scope, "inwoners").unwrap_or_default() as f64;
            let groep = self.texts(&scope, "groep").unwrap_or_default();
            (naam, Kern { groep, inwoners, reistijd: reistijd.unwrap_or_default() })
        };
        self.root.children("kernen").into_iter().map(read).collect()
    }

    fn locaties(&self) -> Benoemd<Locatie> {
        let read = |(naam, scope): (String, Scope<'t>)| {
            let open = self.hours(&scope, "open").unwrap_or_else(WeekHours::always);
            (naam, Locatie { open, prettig_wachten: self.share(&scope, "prettig-wachten") })
        };
        self.root.children("locaties").into_iter().map(read).collect()
    }
}

/// Whole days, rounded up; five working days are a week.
fn whole_days(duur: Duur) -> u32 {
    let days = match duur {
        Duur::Kalender(span) => span.seconds() / Span::DAY.seconds(),
        Duur::Werkdagen(days) => days * 7.0 / 5.0,
    };
    days.ceil() as u32
}
