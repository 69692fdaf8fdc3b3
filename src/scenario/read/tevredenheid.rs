//! How customers judge.

use super::Reader;
use crate::scenario::Benoemd;
use crate::scenario::parse;
use crate::scenario::scope::{self, Origin, Scope};
use crate::scenario::tevredenheid::{
    Afwijzing, Belofte, Doorlooptijd, GroepMaat, Herhaling, KanaalTerm, Klantmoeite, Maat, Overdracht,
    Peiling, Reis, ReisMaat, Reistijd, TERMEN, Termen, Tevredenheid, Voortgang, Wachten, Weegt,
};

impl<'t> Reader<'t> {
    /// `None` where the scenario says `tevredenheid: nee`.
    pub(super) fn tevredenheid(&self) -> Option<Tevredenheid> {
        if self.root.word("tevredenheid") == Some("nee") {
            self.text(&self.root, "tevredenheid");
            return None;
        }
        let scope = scope::satisfaction(&self.root);
        self.text(&scope, "meetwijze");
        let reis = scope.child("reis");
        let zaak = scope.child("zaak");
        let of_journey = |(naam, scope): (String, Scope<'t>)| (naam, self.reis_maat(&scope));
        Some(Tevredenheid {
            streefcijfer: self.between(&scope, "streefcijfer"),
            meetwijze_scheelt: self.between(&scope, "meetwijze-scheelt"),
            termen: self.termen(&scope.child("termen")),
            reis: Reis {
                gemiddeld: self.share(&reis, "gemiddeld"),
                slechtste: self.share(&reis, "slechtste"),
                laatste: self.share(&reis, "laatste"),
            },
            niet_beantwoord: self.between(&scope, "niet-beantwoord"),
            peiling: self.peiling(&scope.child("peiling")),
            zaak: Maat {
                basiscijfer: self.between(&zaak, "basiscijfer"),
                bejegening_weegt: self.between(&zaak, "bejegening-weegt"),
                spreiding_cijfer: self.between(&zaak, "spreiding-cijfer"),
            },
            klantmoeite: self.klantmoeite(&scope.child("klantmoeite")),
            kanalen: self.root.children("kanalen").into_iter().map(|it| self.kanaal_maat(it)).collect(),
            klantreizen: self.root.children("klantreizen").into_iter().map(of_journey).collect(),
            doelgroepen: self.groep_maten(),
        })
    }

    fn peiling(&self, scope: &Scope<'t>) -> Peiling {
        let year = 365.25;
        let elke_dagen = self.choice(scope, "elke", |word| match word {
            "week" => Some(7.0),
            "maand" => Some(year / 12.0),
            "kwartaal" => Some(year / 4.0),
            "jaar" => Some(year),
            _ => None,
        });
        Peiling {
            vraagt: self.share(scope, "vraagt"),
            respons: self.share(scope, "respons"),
            elke_dagen: elke_dagen.unwrap_or(year / 12.0),
        }
    }

    fn klantmoeite(&self, scope: &Scope<'t>) -> Klantmoeite {
        let of = |key| self.between(scope, key);
        Klantmoeite {
            basis: of("basis"),
            wachten: of("wachten"),
            niet_opgelost: of("niet-opgelost"),
            herhaling: of("herhaling"),
            overdracht: of("overdracht"),
            onbegrepen: of("onbegrepen"),
            kanaal: of("kanaal"),
        }
    }

    /// A number of the kind `Between`; 0 where it cannot be read and the table has no default.
    fn between(&self, scope: &Scope<'t>, key: &str) -> f64 {
        self.value(scope, key, parse::decimal).unwrap_or_default()
    }

    fn termen(&self, scope: &Scope<'t>) -> Termen {
        let of = |term: &str| scope.child(term);
        let loss = |term: &str| self.between(&of(term), "verlies");
        let (wachten, doorlooptijd) = (of("wachten"), of("doorlooptijd"));
        let (herhaling, overdracht, belofte) = (of("herhaling"), of("overdracht"), of("belofte"));
        let (voortgang, afwijzing) = (of("voortgang"), of("afwijzing"));
        Termen {
            wachten: Wachten {
                verlies: self.between(&wachten, "verlies"),
                winst: self.between(&wachten, "winst"),
                hooguit: self.between(&wachten, "hooguit"),
                ingelicht: self.share(&wachten, "ingelicht"),
                ingelicht_lang: self.share(&wachten, "ingelicht-lang"),
                prettig: self.share(&wachten, "prettig"),
            },
            doorlooptijd: Doorlooptijd {
                verlies: self.between(&doorlooptijd, "verlies"),
                winst: self.between(&doorlooptijd, "winst"),
                hooguit: self.between(&doorlooptijd, "hooguit"),
                aangekondigd: self.share(&doorlooptijd, "aangekondigd"),
            },
            toegang: loss("toegang"),
            niet_opgelost: loss("niet-opgelost"),
            herhaling: Herhaling {
                eerste: self.between(&herhaling, "eerste"),
                volgende: self.between(&herhaling, "volgende"),
                hooguit: self.between(&herhaling, "hooguit"),
            },
            overdracht: Overdracht {
                warm: self.between(&overdracht, "warm"),
                koud: self.between(&overdracht, "koud"),
                derde: self.between(&overdracht, "derde"),
            },
            belofte: Belofte {
                gehouden: self.between(&belofte, "gehouden"),
                gebroken: self.between(&belofte, "gebroken"),
                hooguit: self.between(&belofte, "hooguit"),
            },
            voortgang: Voortgang {
                gehoord: self.between(&voortgang, "gehoord"),
                stil: self.between(&voortgang, "stil"),
            },
            onvolledig: loss("onvolledig"),
            onbegrepen: loss("onbegrepen"),
            kanaal: KanaalTerm { verlies: loss("kanaal"), gewoon: self.share(&of("kanaal"), "gewoon") },
            afwijzing: Afwijzing {
                verlies: self.between(&afwijzing, "verlies"),
                uitleg: self.share(&afwijzing, "uitleg"),
                alternatief: self.between(&afwijzing, "alternatief"),
            },
            reistijd: Reistijd {
                verlies: loss("reistijd"),
                gewoon: self.span(&of("reistijd"), "gewoon").unwrap_or_default().seconds() / 60.0,
            },
        }
    }

    fn kanaal_maat(&self, (naam, scope): (String, Scope<'t>)) -> (String, Maat) {
        let scope = scope::with_behaviour(&self.root, scope);
        let at_once = scope.word("tegelijk").and_then(|text| text.parse::<u32>().ok());
        let (is_chat, is_post) = (at_once.is_some_and(|at_once| at_once > 1), naam == "post");
        // several conversations at once, or a letter, are other channels to a customer than their kind says
        let own = |key, value: &'static str, mark, is_other| match scope.find(key) {
            Some(found) if is_other && matches!(found.origin, Origin::Default(_)) => {
                self.note_default(&scope, key, value.to_owned(), mark);
                value.parse().expect("a number")
            }
            _ => self.between(&scope, key),
        };
        let maat = Maat {
            basiscijfer: if is_chat {
                own("basiscijfer", "8", "D", true)
            } else {
                own("basiscijfer", "7.2", "D", is_post)
            },
            bejegening_weegt: own("bejegening-weegt", "0.4", "A", is_chat),
            spreiding_cijfer: self.between(&scope, "spreiding-cijfer"),
        };
        (naam, maat)
    }

    fn reis_maat(&self, scope: &Scope<'t>) -> ReisMaat {
        let own = |key: &str| self.value(scope, key, parse::decimal);
        ReisMaat {
            basiscijfer: own("basiscijfer"),
            bejegening_weegt: own("bejegening-weegt"),
            spreiding_cijfer: own("spreiding-cijfer"),
            weegt: self.weegt(scope),
        }
    }

    fn groep_maten(&self) -> Benoemd<GroepMaat> {
        let groups = self.root.children("doelgroepen");
        if groups.is_empty() {
            let iedereen = GroepMaat { cijferverschil: 0.0, weegt: [1.0; TERMEN.len()] };
            return vec![("iedereen".to_owned(), iedereen)];
        }
        let maat = |scope: &Scope<'t>| GroepMaat {
            cijferverschil: self.between(scope, "cijferverschil"),
            weegt: self.weegt(scope),
        };
        groups.into_iter().map(|(naam, scope)| (naam, maat(&scope))).collect()
    }

    fn weegt(&self, scope: &Scope<'t>) -> Weegt {
        let scope = scope.child("weegt");
        TERMEN.map(|term| {
            // a factor of 1 that nobody wrote is not worth a line
            match scope.find(term) {
                Some(found) if found.origin == Origin::Default("A") && found.node.text() == Some("1") => 1.0,
                _ => self.between(&scope, term),
            }
        })
    }
}
