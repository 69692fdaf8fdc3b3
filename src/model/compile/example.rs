//! A small scenario for the tests of this room: two kernen, two doelgroepen, phone, counter and website.

use crate::scenario::klantreis::{Contact, StapSoort};
use crate::scenario::{Scenario, load_text};

const TEXT: &str = "
naam: Voorbeeld
periode: { van: 2023-01-02, tot: 2023-12-31, aanloop: 0 dagen }
kalender: { dicht: [2023-05-19] }
gedrag: { haakt-direct-af: 8%, geduld: 7 min, komt-terug: { kans: 0% } }
kernen:
  Klein: { inwoners: 5000, reistijd: { stadskantoor: 14 min } }
  Groot: { inwoners: 15000, reistijd: { stadskantoor: 8 min, servicepunt: 4 min } }
doelgroepen:
  zelfredzaam: { aandeel: 90% }
  kwetsbaar: { aandeel: 10%, vraag: 4, geduld: 1.3, voorrang: hoog }
locaties:
  stadskantoor: { open: ma-vr 08:30-17:00; do 08:30-20:00 }
  servicepunt: { open: \"di,do 09:00-12:30\" }
kanalen:
  telefoon: { soort: gesprek }
  balie: { soort: inloop, locaties: [stadskantoor, servicepunt] }
  website: { soort: zelf }
teams:
  kcc: { doet: [telefoon], diensten: { dag: { medewerkers: 9 } } }
  burgerzaken:
    doet: [balie]
    diensten:
      dag: { medewerkers: 6, locatie: stadskantoor }
      avond: { dagen: do, van: 17:00, tot: 20:00, medewerkers: 2.5, locatie: stadskantoor }
      ochtend: { dagen: \"di,do\", van: 09:00, tot: 12:30, medewerkers: 2, locatie: servicepunt }
klantreizen:
  vraag:
    vraag:
      aantal: 20000 per jaar
      patroon: &rustig { maand: vlak, weekdag: [24, 21, 19, 19.5, 16.5, 0, 0], uur: vlak }
      dagspreiding: 0
    stappen: { vragen: { contact: telefoon } }
  paspoort:
    vraag: { aantal: 57 per 1000 inwoners per jaar, patroon: *rustig, dagspreiding: 0 }
    stappen:
      aanvraag: { contact: balie, duur: 12 min, daarna: aanmaak }
      aanmaak: { wacht: 5 werkdagen, daarna: { ophalen: 75%, aanvraag: 25% } }
      ophalen: { contact: balie, duur: 4 min }
normen:
  telefoon: { meet: wachttijd, kanaal: telefoon, binnen: 30 s, aandeel: 80% }
";

pub fn scenario() -> Scenario {
    let loaded = load_text("voorbeeld.yaml", TEXT);
    let problems = loaded.render(false);
    let mut scenario = loaded.scenario.unwrap_or_else(|| panic!("{problems}"));
    // the website never closes, not even on holidays
    scenario.kanalen[2].1.open = None;
    scenario
}

/// The first step of a journey, over its one channel.
pub fn first_contact(scenario: &mut Scenario, journey: usize) -> &mut (String, Contact) {
    match &mut scenario.klantreizen[journey].1.stappen[0].1.soort {
        StapSoort::Contact { via, .. } => &mut via[0],
        _ => panic!("a contact"),
    }
}
