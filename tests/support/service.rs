//! Small random scenarios with all that a service has: agendas, messages, chats, work, a second line, what follows from
//! what.

use std::fmt::Write as _;

use crate::choices::Choices;

/// The text of a scenario.
pub fn service(choices: &mut Choices, with_chat: bool) -> String {
    let mut text = String::from("naam: proef\nkalender: { feestdagen: geen }\n");
    let seed = choices.pick(&[1, 2, 3, 4, 5]);
    let (to, after) =
        choices.pick(&[("2024-01-10", "tot-leeg"), ("2024-03-29", "tot-leeg"), ("2024-01-12", "2 dagen")]);
    writeln!(text, "onderzoek: {{ herhalingen: 1, zaad: {seed} }}").unwrap();
    writeln!(text, "periode: {{ van: 2024-01-08, tot: {to}, aanloop: 0 dagen, uitloop: {after} }}").unwrap();
    behaviour(&mut text, choices);
    places_and_people(&mut text, choices);
    channels(&mut text, choices, with_chat);
    teams(&mut text, choices, with_chat);
    journeys(&mut text, choices, with_chat);
    text
}

fn behaviour(text: &mut String, choices: &mut Choices) {
    writeln!(
        text,
        "gedrag: {{ haakt-direct-af: {}, geduld: {}, komt-terug: {{ kans: {}, na: {} }}, navraag: {}, klaagt: {{ onder-cijfer: 8, kans: {} }}, maakt-bezwaar: {}, wisselt-kanaal: {} }}",
        choices.pick(&["0%", "10%"]),
        choices.pick(&["20 min", "{ vorm: exponentieel, gemiddeld: 3 min }"]),
        choices.pick(&["50%", "0%", "80%"]),
        choices.pick(&["1 uur", "1 werkdag", "0 s"]),
        choices.pick(&["nee", "{ na-termijn: 60%, niets-gehoord: 50%, kanaal: telefoon }"]),
        choices.pick(&["0%", "50%"]),
        choices.pick(&["0%", "50%"]),
        choices.pick(&["100%", "50%"]),
    )
    .unwrap();
}

fn places_and_people(text: &mut String, choices: &mut Choices) {
    let away = choices.pick(&["20 min", "3 min"]);
    writeln!(
        text,
        "locaties:\n  hal: {{ open: \"ma-vr 08:30-17:00\", prettig-wachten: 50% }}\n  post: {{ open: \"ma-zo 10:00-16:00\" }}
kernen:\n  dorp: {{ inwoners: 3000, reistijd: {{ hal: {away}, post: 8 min }} }}\n  stad: {{ inwoners: 5000, reistijd: {{ hal: 3 min }} }}
doelgroepen:\n  gewoon: {{ aandeel: 70%, zelfredzaamheid: 90% }}\n  kwetsbaar: {{ aandeel: 30%, zelfredzaamheid: 30%, voorrang: {} }}",
        choices.pick(&["hoog", "laag"]),
    )
    .unwrap();
}

fn channels(text: &mut String, choices: &mut Choices, with_chat: bool) {
    let outage = choices.pick(&["0%", "40%"]);
    let lines = choices.pick(&["", ", lijnen: 3"]);
    let retries = choices.pick(&["nee", "{ kans: 60%, na: 20 min }"]);
    writeln!(
        text,
        "kanalen:
  telefoon: {{ soort: gesprek, storing: {{ kans-per-dag: {outage}, duur: 1 uur }}, probeert-opnieuw: {retries}, wachtinfo: 50%{lines} }}
  website: {{ soort: zelf, storing: {{ kans-per-dag: {outage}, duur: 2 uur }} }}
  mail: {{ soort: bericht, blijft-liggen: {}, onbeantwoord-na: {} }}
  balie: {{ soort: afspraak, locaties: [hal, post], afspraak: {{ duur: {}, vooruit: {}, vrije-inloop: {}, overboeken: {}, spoed: {}, niet-verschenen: {}, te-laat: {}, beginvulling: {} }} }}
  loket: {{ soort: inloop, locaties: [hal], bij-sluiting: {}, ontvangst: {{ opgevangen: {}, duur: 2 min, door: gastheren }} }}
  avond: {{ soort: bijeenkomst, elke: 1 week, plaatsen: {} }}",
        choices.pick(&["0%", "20%"]),
        choices.pick(&["3 werkdagen", "2 uur"]),
        choices.pick(&["15 min", "20 min", "50 min"]),
        choices.pick(&["2 weken", "2 dagen"]),
        choices.pick(&["20%", "0%", "50%"]),
        choices.pick(&["0%", "50%"]),
        choices.pick(&["0%", "20%"]),
        choices.pick(&["0%", "20%"]),
        choices.pick(&["0%", "40%"]),
        choices.pick(&["0%", "80%"]),
        choices.pick(&["afmaken", "wegsturen"]),
        choices.pick(&["50%", "100%"]),
        choices.pick(&[2, 12]),
    )
    .unwrap();
    if with_chat {
        writeln!(text, "  chat: {{ soort: gesprek, tegelijk: {} }}", choices.pick(&[2, 3])).unwrap();
    }
}

fn teams(text: &mut String, choices: &mut Choices, with_chat: bool) {
    let chat = if with_chat { ", chat" } else { "" };
    let shift = |choices: &mut Choices, at: &str| {
        let (from, to) = choices.pick(&[("08:30", "17:00"), ("09:00", "16:00"), ("10:00", "18:00")]);
        let staff = choices.pick(&[2.0, 1.0, 1.5, 3.0]);
        let pause = choices.pick(&["", ", pauze: { van: \"12:00\", tot: \"13:00\", duur: 30 min }"]);
        format!("{{ dagen: ma-vr, van: \"{from}\", tot: \"{to}\", medewerkers: {staff}{at}{pause} }}")
    };
    let present = choices.pick(&["100%", "76%"]);
    writeln!(
        text,
        "teams:
  kcc:
    doet: [telefoon, mail{chat}]
    inzetbaarheid: {present}
    eerstelijns: {}
    overdracht: {{ koud: 50%, doorschuiven: 30% }}
    legt-neer: {}
    diensten: {{ dag: {}, extra: {} }}
  vak:
    doet: [mail, telefoon]
    kent: [vraag, aanvraag, post, bezwaar]
    inzetbaarheid: {present}
    bereikbaarheid: {}
    vervanger: burgerzaken
    terugbellen: {{ binnen: {}, blijft-liggen: 30%, blokken: {} }}
    overdracht: {{ koud: 50%, doorschuiven: 30% }}
    volgorde: {}
    diensten: {{ dag: {} }}
  burgerzaken:
    doet: [balie, loket, mail]
    inzetbaarheid: 100%
    diensten: {{ hal: {}, post: {} }}
  gastheren:
    diensten: {{ hal: {} }}",
        choices.pick(&["50%", "0%", "90%"]),
        choices.pick(&["ja", "nee"]),
        shift(choices, ""),
        shift(choices, ""),
        choices.pick(&["60%", "0%", "100%"]),
        choices.pick(&["1 werkdag", "1 uur"]),
        choices.pick(&[1, 2, 8]),
        choices.pick(&["oudste", "dringendste"]),
        shift(choices, ""),
        shift(choices, ", locatie: hal"),
        shift(choices, ", locatie: post"),
        shift(choices, ""),
    )
    .unwrap();
}

fn journeys(text: &mut String, choices: &mut Choices, with_chat: bool) {
    let volume = |choices: &mut Choices| {
        format!(
            "{{ aantal: {} eenmalig, op: 2024-01-{} }}",
            choices.pick(&[40, 15, 80]),
            choices.pick(&["08", "09", "10"])
        )
    };
    let faults = |choices: &mut Choices| {
        format!(
            "onvolledig: {}, onbegrepen: {}",
            choices.pick(&["20%", "0%", "60%"]),
            choices.pick(&["20%", "0%"])
        )
    };
    writeln!(
        text,
        "klantreizen:
  vraag:
    vraag: {}
    achterwacht: vak
    regisseur: 50%
    maatwerk: {{ aandeel: {} }}
    hooguit-overdrachten: {}
    stappen: {{ bellen: {{ contact: telefoon, {} }} }}
  aanvraag:
    vraag: {}
    belofte: {}
    digitaal: {{ slaagt: 60%, vooringevuld: 30%, tijd-bespaard: 2 min }}
    stappen:
      aanvragen: {{ contact: passend, {} }}
      aanvullen: {{ wacht-op-klant: {}, overslaan: 50% }}
      toetsen: {{ werk: vak, duur: {}, per: {}, uitkomst: {{ toegekend: 60%, geweigerd: 40% }}, uitleg: 50%, alternatief: 50%, belt-vooraf: {{ aandeel: 50% }} }}
      brief: {{ bericht: mail, onbegrepen: 30%, leidt-tot: {{ vraag: 30% }} }}
      ophalen: {{ contact: balie, duur: 5 min }}
  post:
    vraag: {}
    stappen:
      schrijven: {{ contact: mail, {} }}
      langs: {{ contact: loket, duur: 10 min, overslaan: 30% }}
  meedoen:
    vraag: {}
    stappen: {{ avond: {{ contact: avond }} }}
  klacht:
    stappen: {{ horen: {{ werk: kcc, duur: 20 min }} }}
  bezwaar:
    stappen: {{ herzien: {{ werk: vak, duur: 1 uur }} }}",
        volume(choices),
        choices.pick(&["0%", "50%"]),
        choices.pick(&[9, 1, 2]),
        faults(choices),
        volume(choices),
        choices.pick(&["3 werkdagen", "2 uur"]),
        faults(choices),
        choices.pick(&["1 werkdag", "3 uur"]),
        choices.pick(&["20 min", "2 uur"]),
        choices.pick(&[1, 3]),
        volume(choices),
        faults(choices),
        volume(choices),
    )
    .unwrap();
    if with_chat {
        writeln!(
            text,
            "  praten:\n    vraag: {}\n    stappen: {{ chatten: {{ contact: chat, {} }} }}",
            volume(choices),
            faults(choices)
        )
        .unwrap();
    }
}
