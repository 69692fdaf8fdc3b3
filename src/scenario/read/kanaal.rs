//! Channels, and what customers do who wait.

use super::Reader;
use crate::random::dist::Distribution;
use crate::scenario::Benoemd;
use crate::scenario::fields::Shape;
use crate::scenario::kanaal::{
    BijSluiting, Fouten, Gedrag, Kanaal, KanaalSoort, KiestMedewerker, KomtTerug, Ontvangst, ProbeertOpnieuw,
    Storing, Terugbelaanbod,
};
use crate::scenario::parse;
use crate::scenario::scope::{self, Scope};
use crate::scenario::value::{Aanname, Duur, Spreiding};
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
            _ => None,
        });
        let soort = soort.unwrap_or(KanaalSoort::Gesprek);
        let locaties = match soort {
            KanaalSoort::Inloop => self.texts(scope, "locaties").unwrap_or_default(),
            _ => Vec::new(),
        };
        let has_hours = locaties.is_empty() || scope.is_written("open");
        let open = if has_hours { self.hours(scope, "open") } else { None };
        let queued = soort != KanaalSoort::Zelf;
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
        let span = |key| if queued { self.span(scope, key) } else { None };
        Kanaal {
            soort,
            open,
            locaties,
            lijnen: self
                .value(scope, "lijnen", |node| parse::whole(node, 1, u64::from(u32::MAX)))
                .map(|lines| lines as u32),
            bezet_probeert_opnieuw: queued && self.value(scope, "bezet", parse::busy).unwrap_or_default(),
            bij_sluiting: bij_sluiting.unwrap_or(BijSluiting::Afmaken),
            kiest_medewerker: kiest_medewerker.unwrap_or(KiestMedewerker::LangstVrij),
            nawerk: span("nawerk").unwrap_or_default(),
            identificatie: span("identificatie").unwrap_or_default(),
            drempel: self.drempel(naam, soort),
            aanbod: 1.0,
            tegelijk: 1,
            wachtinfo: 0.0,
            terugbelaanbod: Terugbelaanbod { aanbod: 0.0, na: Span(2 * Span::MINUTE.0), accepteert: 0.3 },
            verwachte_wachttijd: Span::MINUTE,
            verwachte_toegangstijd: 5.0,
            ontvangst: Ontvangst { opgevangen: 0.0, duur: Span(30 * Span::SECOND.0), door: None },
            storing: Storing { kans_per_dag: 0.0, duur: Span(4 * Span::HOUR.0) },
            afspraak: None,
            bijeenkomst: None,
            onbeantwoord_na: Duur::Kalender(Span(21 * Span::DAY.0)),
            blijft_liggen: 0.07,
            werkgebied: None,
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

    /// Behaviour at a contact step: stap > klantreis > kanaal > gedrag > kind of channel.
    pub(super) fn gedrag(&self, step: &Scope<'t>) -> Gedrag {
        let never = Spreiding { verdeling: Distribution::Never, werkdagen: false };
        if step.sort == "zelf" {
            return Gedrag {
                haakt_direct_af: 0.0,
                geduld: never,
                probeert_opnieuw: None,
                dubbel: 0.1,
                wisselt_kanaal: 1.0,
            };
        }
        let geduld = self.value(step, "geduld", |node| parse::spread(node, Shape::Patience, ""));
        Gedrag {
            haakt_direct_af: self.share(step, "haakt-direct-af"),
            geduld: geduld.unwrap_or(never),
            probeert_opnieuw: self.probeert_opnieuw(step),
            dubbel: 0.1,
            wisselt_kanaal: 1.0,
        }
    }

    pub(super) fn fouten(&self, step: &Scope<'t>) -> Fouten {
        let verkeerd_terecht = match step.sort {
            "inloop" | "afspraak" => 0.08,
            "gesprek" => 0.05,
            _ => 0.0,
        };
        Fouten {
            verkeerd_terecht,
            onvolledig: None,
            onbegrepen: 0.2,
            komt_terug: self.komt_terug(),
            eerstelijns: None,
            zoektijd: None,
            bejegening: None,
        }
    }

    pub(super) fn komt_terug(&self) -> KomtTerug {
        KomtTerug { kans: 0.58, na: Spreiding::around(Duur::Werkdagen(1.0), Aanname::Vast) }
    }

    fn probeert_opnieuw(&self, step: &Scope<'t>) -> Option<ProbeertOpnieuw> {
        let (tries_again, origin) = scope::tries_again(step);
        if !tries_again {
            self.note_word(step, "probeert-opnieuw", "nee".to_owned(), origin);
            return None;
        }
        let scope = step.child("probeert-opnieuw");
        let remembers = self.value(&scope, "onthoudt", |node| {
            Ok(parse::choices(node, &["duur", "geduld", "gewacht"])?
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>())
        });
        let remembers = remembers.unwrap_or_default();
        let has = |word: &str| remembers.iter().any(|known| known == word);
        let na = self.value(&scope, "na", |node| parse::spread(node, Shape::Fixed, ""));
        Some(ProbeertOpnieuw {
            kans: self.share(&scope, "kans"),
            na: na.expect("a default that can be read"),
            onthoudt_duur: has("duur"),
            onthoudt_geduld: has("geduld"),
            onthoudt_gewacht: has("gewacht"),
        })
    }
}
