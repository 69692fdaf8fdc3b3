//! Channels.

use super::Reader;
use crate::random::dist::Distribution;
use crate::scenario::Benoemd;
use crate::scenario::fields::Shape;
use crate::scenario::kanaal::{
    Afspraak, BijSluiting, Bijeenkomst, Kanaal, KanaalSoort, KiestMedewerker, Ontvangst, Storing,
    Terugbelaanbod, Vol,
};
use crate::scenario::parse;
use crate::scenario::scope::{self, Scope};
use crate::scenario::value::{Duur, Spreiding};
use crate::time::Span;

impl<'t> Reader<'t> {
    pub(super) fn kanalen(&self) -> Benoemd<Kanaal> {
        let channels = self.root.children("kanalen").into_iter();
        channels
            .map(|(naam, scope)| {
                let scope = scope::with_behaviour(&self.root, scope);
                let kanaal = self.kanaal(&naam, &scope);
                (naam, kanaal)
            })
            .collect()
    }

    fn kanaal(&self, naam: &str, scope: &Scope<'t>) -> Kanaal {
        let soort = self.choice(scope, "soort", |word| match word {
            "zelf" => Some(KanaalSoort::Zelf),
            "gesprek" => Some(KanaalSoort::Gesprek),
            "inloop" => Some(KanaalSoort::Inloop),
            "afspraak" => Some(KanaalSoort::Afspraak),
            "bericht" => Some(KanaalSoort::Bericht),
            "bijeenkomst" => Some(KanaalSoort::Bijeenkomst),
            "bezoek" => Some(KanaalSoort::Bezoek),
            _ => None,
        });
        let soort = soort.unwrap_or(KanaalSoort::Gesprek);
        let locaties = match soort {
            KanaalSoort::Inloop | KanaalSoort::Afspraak | KanaalSoort::Bijeenkomst => {
                self.texts(scope, "locaties").unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let has_hours = locaties.is_empty() || scope.is_written("open");
        let open = if has_hours { self.hours(scope, "open") } else { None };
        let queued = soort.heeft_rij();
        let bij_sluiting = self.queued(queued, scope, "bij-sluiting", |word| match word {
            "afmaken" => Some(BijSluiting::Afmaken),
            "wegsturen" => Some(BijSluiting::Wegsturen),
            _ => None,
        });
        let kiest_medewerker = self.queued(queued, scope, "kiest-medewerker", |word| match word {
            "langst-vrij" => Some(KiestMedewerker::LangstVrij),
            "eerste-genoemd" => Some(KiestMedewerker::EersteGenoemd),
            "naar-rato" => Some(KiestMedewerker::NaarRato),
            _ => None,
        });
        let staffed = soort.heeft_personeel();
        let span = |applies: bool, key| if applies { self.span(scope, key) } else { None };
        let is_message = soort == KanaalSoort::Bericht;
        let tegelijk = if soort == KanaalSoort::Gesprek { self.whole(scope, "tegelijk") } else { None };
        let bijeenkomst = (soort == KanaalSoort::Bijeenkomst).then(|| Bijeenkomst {
            elke: self.length(scope, "elke"),
            plaatsen: self.whole(scope, "plaatsen").unwrap_or(1) as u32,
        });
        let verwachte_toegangstijd = match &bijeenkomst {
            // nobody expects a meeting before the next one
            Some(bijeenkomst) => parse::working_days(bijeenkomst.elke),
            None if soort.heeft_agenda() => parse::working_days(self.length(scope, "verwachte-toegangstijd")),
            None => 0.0,
        };
        Kanaal {
            stroomnaam: self.stroomnaam(scope),
            soort,
            open,
            locaties,
            werkgebied: self.werkgebied(scope),
            lijnen: self
                .value(scope, "lijnen", |node| parse::whole(node, 1, u64::from(u32::MAX)))
                .map(|lines| lines as u32),
            bezet_probeert_opnieuw: queued && self.value(scope, "bezet", parse::busy).unwrap_or_default(),
            bij_sluiting: bij_sluiting.unwrap_or(BijSluiting::Afmaken),
            kiest_medewerker: kiest_medewerker.unwrap_or(KiestMedewerker::LangstVrij),
            nawerk: span(staffed, "nawerk").unwrap_or_default(),
            identificatie: span(staffed, "identificatie").unwrap_or_default(),
            drempel: self.drempel(naam, soort),
            aanbod: self.share(scope, "aanbod"),
            tegelijk: tegelijk.unwrap_or(1) as u32,
            wachtinfo: if queued { self.share(scope, "wachtinfo") } else { 0.0 },
            verwachte_wachttijd: if queued { self.verwachte_wachttijd(scope, tegelijk) } else { Span::ZERO },
            verwachte_toegangstijd,
            ontvangst: self.ontvangst(scope, soort),
            terugbelaanbod: self.terugbelaanbod(scope, soort),
            storing: self.storing(scope),
            afspraak: soort.heeft_agenda().then(|| self.afspraak(&scope.child("afspraak"))),
            bijeenkomst,
            onbeantwoord_na: if is_message {
                self.length(scope, "onbeantwoord-na")
            } else {
                Duur::Werkdagen(0.0)
            },
            blijft_liggen: if is_message { self.share(scope, "blijft-liggen") } else { 0.0 },
        }
    }

    /// With several conversations at once it is a chat, where people expect to wait longer.
    fn verwachte_wachttijd(&self, scope: &Scope<'t>, tegelijk: Option<u64>) -> Span {
        let is_chat = tegelijk.is_some_and(|tegelijk| tegelijk > 1);
        if is_chat && !scope.is_written("verwachte-wachttijd") {
            self.note_default(scope, "verwachte-wachttijd", "3 min".to_owned(), "A");
            return Span(3 * Span::MINUTE.0);
        }
        self.span(scope, "verwachte-wachttijd").unwrap_or_default()
    }

    fn ontvangst(&self, scope: &Scope<'t>, soort: KanaalSoort) -> Ontvangst {
        if !matches!(soort, KanaalSoort::Inloop | KanaalSoort::Afspraak) {
            let duur = Spreiding { verdeling: Distribution::Fixed(0.0), werkdagen: false };
            return Ontvangst { opgevangen: 0.0, duur, door: None };
        }
        let scope = scope.child("ontvangst");
        let duur = self.value(&scope, "duur", |node| parse::spread(node, Shape::Handling, ""));
        Ontvangst {
            opgevangen: self.share(&scope, "opgevangen"),
            duur: duur.expect("a default that can be read"),
            door: self.text(&scope, "door"),
        }
    }

    fn terugbelaanbod(&self, scope: &Scope<'t>, soort: KanaalSoort) -> Terugbelaanbod {
        if soort != KanaalSoort::Gesprek {
            return Terugbelaanbod { aanbod: 0.0, accepteert: 0.0, na: Span::ZERO };
        }
        let scope = scope.child("terugbelaanbod");
        Terugbelaanbod {
            aanbod: self.share(&scope, "aanbod"),
            accepteert: self.share(&scope, "accepteert"),
            na: self.span(&scope, "na").unwrap_or_default(),
        }
    }

    fn storing(&self, scope: &Scope<'t>) -> Storing {
        let scope = scope.child("storing");
        Storing {
            kans_per_dag: self.share(&scope, "kans-per-dag"),
            duur: self.span(&scope, "duur").unwrap_or_default(),
        }
    }

    fn afspraak(&self, scope: &Scope<'t>) -> Afspraak {
        let vol = self.choice(scope, "vol", |word| match word {
            "elders" => Some(Vol::Elders),
            "geeft-op" => Some(Vol::GeeftOp),
            _ => None,
        });
        Afspraak {
            duur: self.span(scope, "duur").unwrap_or_default(),
            vooruit: self.length(scope, "vooruit"),
            vrije_inloop: self.share(scope, "vrije-inloop"),
            overboeken: self.share(scope, "overboeken"),
            spoed: self.share(scope, "spoed"),
            niet_verschenen: self.share(scope, "niet-verschenen"),
            extra_per_week: self.share(scope, "extra-per-week"),
            te_laat: self.share(scope, "te-laat"),
            vol: vol.unwrap_or(Vol::Elders),
            beginvulling: self.share(scope, "beginvulling"),
        }
    }

    fn queued<T>(
        &self,
        queued: bool,
        scope: &Scope<'t>,
        key: &str,
        choose: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if queued { self.choice(scope, key, choose) } else { None }
    }

    /// `binnen` of the first norm on the wait of this channel alone, else what is usual for its kind.
    fn drempel(&self, naam: &str, soort: KanaalSoort) -> Span {
        let binnen = self.root.children("normen").into_iter().find_map(|(_, norm)| {
            let narrower = ["team", "klantreis", "doelgroep", "kern", "locatie"];
            let fits = norm.word("meet") == Some("wachttijd")
                && norm.word("soort") != Some("vergelijking")
                && norm.word("kanaal") == Some(naam)
                && !narrower.iter().any(|key| norm.is_written(key));
            if fits { parse::span(norm.node?.get("binnen")?).ok() } else { None }
        });
        binnen.unwrap_or(match soort {
            // published norms: 30 s by phone [S07], 15 min for walk-ins [S05] (N)
            KanaalSoort::Gesprek | KanaalSoort::Zelf => Span(30 * Span::SECOND.0),
            _ => Span(15 * Span::MINUTE.0),
        })
    }
}
