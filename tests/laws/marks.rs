//! Marks of single journeys, worked out by hand: scenarios in which what happens to a customer is certain.
//!
//! Everybody starts on Saturday 6 January 2024 and offices open on Monday at nine, so that lengths in working days do not
//! depend on the moment of starting. Points and their signs: the table of the formula in docs/theorie.md.

use klantreis::model::satisfaction::{Judgement, Part};
use klantreis::random::stream::Streams;
use klantreis::sim::record::{Observer, StaffHour, Trip, Visit};
use klantreis::sim::run;

use crate::log::model;

/// Every mark that is given, in order.
#[derive(Default)]
struct Marks {
    contacts: Vec<(String, Judgement)>,
    journeys: Vec<(String, Judgement)>,
    channels: Vec<String>,
    names: Vec<String>,
}

impl Observer for Marks {
    fn visit(&mut self, _: &Visit) {}

    fn trip(&mut self, _: &Trip) {}

    fn staff_hour(&mut self, _: &StaffHour) {}

    fn contact_marked(&mut self, visit: &Visit, judgement: &Judgement) {
        self.contacts.push((self.channels[visit.channel.0 as usize].clone(), *judgement));
    }

    fn trip_marked(&mut self, trip: &Trip, judgement: &Judgement) {
        self.journeys.push((self.names[trip.journey.0 as usize].clone(), *judgement));
    }
}

/// A town where nothing goes wrong by itself, with blocks of a case; `journey` starts twenty times.
fn town(channels: &str, teams: &str, rest: &str, name: &str, journey: &str) -> Marks {
    let text = format!(
        "naam: proef
periode: {{ van: 2024-01-06, tot: 2024-01-06, uitloop: 8 weken }}
kalender: {{ feestdagen: geen }}
gedrag: {{ haakt-direct-af: 0%, geduld: onbeperkt, probeert-opnieuw: nee }}
kanalen:
{channels}
teams:
  vak: {{ inzetbaarheid: 100%, bereikbaarheid: 100%, overdracht: {{ koud: 100%, doorschuiven: 0% }}, diensten: {{ dag: {{ van: \"09:00\", tot: \"17:00\", medewerkers: 100 }} }} }}
{teams}
{rest}
klantreizen:
  {name}:
    vraag: {{ aantal: 20 eenmalig, op: 2024-01-06 }}
    onvolledig: 0%
    onbegrepen: 0%
    verkeerd-terecht: 0%
{journey}
"
    );
    let model = model(&text);
    let mut marks = Marks {
        channels: model.channels.iter().map(|channel| channel.name.clone()).collect(),
        names: model.journeys.iter().map(|journey| journey.name.clone()).collect(),
        ..Marks::default()
    };
    run(&model, Streams::new(1, 0), &mut marks);
    assert!(marks.contacts.len() + marks.journeys.len() > 10, "too weak: hardly any marks\n{text}");
    marks
}

/// Base marks are those of the formula, whatever the defaults were fitted to.
const PHONE: &str = "  telefoon: { soort: gesprek, basiscijfer: 8.1, open: \"ma-vr 09:00-17:00\" }";
const KCC: &str = "  kcc: { doet: [telefoon], inzetbaarheid: 100%, diensten: { dag: { van: \"09:00\", tot: \"17:00\", medewerkers: 100 } } }";

/// All these marks are the same sum of parts, in points, to the last of six decimals; parts not named are nothing.
fn all_are(what: &str, marks: &[(String, Judgement)], name: &str, parts: &[(Part, f64)], mark: f64) {
    let own: Vec<&Judgement> =
        marks.iter().filter(|(of, _)| of == name).map(|(_, judgement)| judgement).collect();
    assert!(own.len() > 10, "{what}: only {} marks of {name}", own.len());
    let micro = |points: f64| (points * 1e6).round() as i32;
    for judgement in own {
        let found: Vec<(Part, i32)> = judgement.parts.iter().filter(|(_, points)| *points != 0).collect();
        let mut expected: Vec<(Part, i32)> =
            parts.iter().map(|(part, points)| (*part, micro(*points))).collect();
        expected.sort();
        assert_eq!(found, expected, "{what}");
        assert_eq!(judgement.parts.mark(), micro(mark), "{what}");
    }
}

/// Who starts with work on Monday from nine to ten calls at ten.
const CALL_AT_TEN: &str = "    stappen:
      openen: { werk: vak, duur: { vorm: vast, gemiddeld: 1 uur } }
      bellen: { contact: telefoon, duur: 5 min }";

fn waits_four_minutes(told: &str) -> Marks {
    let channels = format!(
        "  telefoon: {{ soort: gesprek, basiscijfer: 8.1, open: \"ma-vr 09:00-17:00\", wachtinfo: {told} }}"
    );
    let kcc = KCC.replace("van: \"09:00\"", "van: \"10:04\"");
    town(&channels, &kcc, "", "vraag", CALL_AT_TEN)
}

#[test]
fn a_call_that_waits_exactly_four_minutes() {
    // B 8.1; W −0.65·ln(4/1) = −0.901091; K −0.8·(0.9 − 1) = +0.08
    let parts = [(Part::Base, 8.1), (Part::WaitLoss, -0.901_091), (Part::ChannelFit, 0.08)];
    all_are("four minutes", &waits_four_minutes("0%").contacts, "telefoon", &parts, 7.278_909);
}

#[test]
fn the_same_wait_announced() {
    // φ: 0.75 up to three times the expectation, 0.9 beyond: −0.65·(0.75·ln 3 + 0.9·ln(4/3)) = −0.703868
    let parts = [(Part::Base, 8.1), (Part::WaitLoss, -0.703_868), (Part::ChannelFit, 0.08)];
    all_are("announced", &waits_four_minutes("100%").contacts, "telefoon", &parts, 7.476_132);
}

#[test]
fn three_minutes_on_the_line_and_a_second_try() {
    // gives up after three minutes, at 10:03, and is helped at once at 10:08: W −0.65·ln(3/1) = −0.714098, whatever a try
    // remembers
    for kept in ["duur", "duur, gewacht"] {
        let channels = format!(
            "  telefoon: {{ soort: gesprek, basiscijfer: 8.1, open: \"ma-vr 09:00-17:00\", geduld: {{ vorm: vast, gemiddeld: 3 min }}, probeert-opnieuw: {{ kans: 100%, na: 5 min, onthoudt: [{kept}] }} }}"
        );
        let kcc = KCC.replace("van: \"09:00\"", "van: \"10:05\"");
        let marks = town(&channels, &kcc, "", "vraag", CALL_AT_TEN);
        let parts = [(Part::Base, 8.1), (Part::WaitLoss, -0.714_098), (Part::ChannelFit, 0.08)];
        all_are(kept, &marks.contacts, "telefoon", &parts, 7.465_902);
    }
}

#[test]
fn a_visitor_from_afar_who_waits_pleasantly_and_is_received_kindly() {
    // B 8.5; 40 min against 10, pleasantly: −0.65·0.85·ln 4 = −0.765928; by bus 25·2.2 = 55 min: −0.15·log2(5.5) =
    // −0.368915; T 0.6·0.5; K −0.8·(0.9 − 0.85)
    let balie = "  balie: { soort: inloop, basiscijfer: 8.5, locaties: [hal] }";
    let team = "  loket: { doet: [balie], bejegening: 0.5, inzetbaarheid: 100%, diensten: { dag: { van: \"10:40\", tot: \"17:00\", medewerkers: 100 } } }";
    let rest = "locaties: { hal: { open: \"ma-vr 09:00-17:00\", prettig-wachten: 100% } }
kernen: { dorp: { inwoners: 1000, reistijd: { hal: 25 min } } }
doelgroepen: { iedereen: { aandeel: 100%, ov: 100% } }";
    let journey = CALL_AT_TEN.replace("telefoon", "balie");
    let parts = [
        (Part::Base, 8.5),
        (Part::WaitLoss, -0.765_928),
        (Part::Travel, -0.368_915),
        (Part::Treatment, 0.3),
        (Part::ChannelFit, -0.04),
    ];
    all_are("visitor", &town(balie, team, rest, "vraag", &journey).contacts, "balie", &parts, 7.625_157);
}

#[test]
fn an_appointment_twice_as_far_away_as_is_usual() {
    // B 8.5; from Monday to Friday are four working days: G −0.35·log2(4/2); no wait: W +0.12·ln 2 = +0.083178; K −0.04
    let balie = "  balie: { soort: afspraak, basiscijfer: 8.5, open: \"vr 09:00-17:00\", verwachte-toegangstijd: 2 werkdagen, afspraak: { duur: 10 min, vrije-inloop: 0%, spoed: 0%, niet-verschenen: 0%, extra-per-week: 0%, te-laat: 0% } }";
    let team = KCC.replace("telefoon", "balie");
    let journey = CALL_AT_TEN.replace("telefoon", "balie");
    let parts =
        [(Part::Base, 8.5), (Part::Access, -0.35), (Part::WaitGain, 0.083_178), (Part::ChannelFit, -0.04)];
    all_are("appointment", &town(balie, &team, "", "vraag", &journey).contacts, "balie", &parts, 8.193_178);
}

/// A permit: work on Monday from nine to ten and ten working days of waiting, 10 + 10/24 working days in all, where five
/// were promised.
fn permit(more: &str) -> Marks {
    let journey = format!(
        "    belofte: 5 werkdagen
    noemt-termijn: 100%
    ontvangstbevestiging: 0%
{more}
    stappen:
      toetsen: {{ werk: vak, duur: {{ vorm: vast, gemiddeld: 1 uur }} }}
      liggen: {{ wacht: 10 werkdagen }}"
    );
    town(PHONE, KCC, "", "vergunning", &journey)
}

#[test]
fn a_permit_twice_too_late_unannounced_with_two_questions_where_it_is() {
    // B 7.6; L −0.85·ln((10 + 10/24)/5) = −0.623874; I nothing heard −0.3; H −0.6 − 0.4: on Friday when it is due, and a week
    // later
    let marks = permit(
        "    statusinfo: 0%\n    navraag: { na-termijn: 100%, niets-gehoord: 100%, kanaal: telefoon }",
    );
    let parts = [
        (Part::Base, 7.6),
        (Part::LeadLoss, -0.623_874),
        (Part::ProgressSilent, -0.3),
        (Part::RepeatFirst, -0.6),
        (Part::RepeatNext, -0.4),
    ];
    all_are("too late", &marks.journeys, "vergunning", &parts, 5.676_126);
}

#[test]
fn a_permit_twice_too_late_announced_and_told_how_it_stands() {
    // ψ 0.6: L −0.374324; I +0.3
    let marks = permit("    statusinfo: 100%\n    navraag: nee\n    uitstelbericht: { aandeel: 100% }");
    let parts = [(Part::Base, 7.6), (Part::LeadLoss, -0.374_324), (Part::ProgressTold, 0.3)];
    all_are("announced", &marks.journeys, "vergunning", &parts, 7.525_676);
}

#[test]
fn a_message_on_the_way_is_news_and_one_at_the_end_is_the_result() {
    // work until ten and ten working days, five promised and nothing told: L −0.623874; I +0.3 for news, −0.3 for a result
    let waits = "toetsen: { werk: vak, duur: { vorm: vast, gemiddeld: 1 uur } }";
    let of = |steps: String| {
        let journey = format!(
            "    belofte: 5 werkdagen
    noemt-termijn: 100%
    statusinfo: 0%
    ontvangstbevestiging: 0%
    navraag: nee
    stappen: {{ {steps} }}"
        );
        town(PHONE, KCC, "", "vergunning", &journey)
    };
    let message = "brief: { bericht: ja, onbegrepen: 0% }";
    let news = of(format!("{waits}, {message}, liggen: {{ wacht: 10 werkdagen }}"));
    let result = of(format!("{waits}, liggen: {{ wacht: 10 werkdagen }}, {message}"));
    let told = [(Part::Base, 7.6), (Part::LeadLoss, -0.623_874), (Part::ProgressTold, 0.3)];
    all_are("news", &news.journeys, "vergunning", &told, 7.276_126);
    let silent = [(Part::Base, 7.6), (Part::LeadLoss, -0.623_874), (Part::ProgressSilent, -0.3)];
    all_are("result", &result.journeys, "vergunning", &silent, 6.676_126);
}

/// A decision on Monday at ten, 10/24 of a working day after the start, where five were promised.
fn decision(name: &str, outcome: &str, rest: &str) -> Marks {
    let journey = format!(
        "    belofte: 5 werkdagen
    noemt-termijn: 100%
    navraag: nee
    stappen:
      besluit: {{ werk: vak, duur: {{ vorm: vast, gemiddeld: 1 uur }}, {outcome} }}"
    );
    town(PHONE, KCC, rest, name, &journey)
}

#[test]
fn a_refusal_with_explanation_and_alternative() {
    // B 7.6; L +0.15·ln 2 = +0.103972; U −1.2·(1 − 0.5·1) + 0.2
    let marks = decision("vergunning", "uitkomst: { geweigerd: 100% }, uitleg: 100%, alternatief: 100%", "");
    let parts =
        [(Part::Base, 7.6), (Part::LeadGain, 0.103_972), (Part::Refusal, -0.6), (Part::Alternative, 0.2)];
    all_are("refused", &marks.journeys, "vergunning", &parts, 7.303_972);
}

#[test]
fn a_bare_refusal_of_the_complaint_of_a_vulnerable_customer() {
    // B 7.6; S −0.2; L +0.103972; U −1.2·1.6·1.3
    let rest = "doelgroepen: { kwetsbaar: { aandeel: 100% } }";
    let marks = decision("klacht", "uitkomst: { ongegrond: 100% }, uitleg: 0%", rest);
    let parts =
        [(Part::Base, 7.6), (Part::Segment, -0.2), (Part::LeadGain, 0.103_972), (Part::Refusal, -2.496)];
    all_are("complaint", &marks.journeys, "klacht", &parts, 5.007_972);
}

/// A call of which the first line finishes nothing.
fn second_line(vak: &str, more: &str) -> Marks {
    let kcc = format!(
        "{}\n  tweede: {{ inzetbaarheid: 100%, diensten: {{ dag: {{ van: \"09:00\", tot: \"17:00\", medewerkers: 100 }} }}, {vak} }}",
        KCC.replace("inzetbaarheid", "eerstelijns: 0%, overdracht: { koud: 100% }, inzetbaarheid")
    );
    let journey = format!(
        "    komt-terug: {{ kans: 0% }}
{more}
    stappen:
      openen: {{ bericht: }}
      bellen: {{ contact: telefoon, achterwacht: tweede, duur: 5 min }}"
    );
    town(PHONE, &kcc, "", "vraag", &journey)
}

/// No wait: W +0.083178; K +0.08; F −0.7.
const UNRESOLVED: [(Part, f64); 4] =
    [(Part::Base, 8.1), (Part::WaitGain, 0.083_178), (Part::ChannelFit, 0.08), (Part::Unresolved, -0.7)];

fn unresolved_and(parts: &[(Part, f64)]) -> Vec<(Part, f64)> {
    [&UNRESOLVED, parts].concat()
}

/// Promised a call by somebody who has to be told it all again: D −0.35.
const TOLD_AGAIN: (Part, f64) = (Part::HandoffCold, -0.35);

#[test]
fn a_call_back_that_is_forgotten() {
    let marks = second_line("bereikbaarheid: 0%, terugbellen: { blijft-liggen: 100% }", "");
    all_are("contact", &marks.contacts, "telefoon", &unresolved_and(&[TOLD_AGAIN]), 7.213_178);
    // P −1.5
    let parts = unresolved_and(&[TOLD_AGAIN, (Part::PromiseBroken, -1.5)]);
    all_are("forgotten", &marks.journeys, "vraag", &parts, 5.713_178);
}

#[test]
fn a_call_back_that_comes_in_time() {
    let marks = second_line("bereikbaarheid: 0%, terugbellen: { blijft-liggen: 0% }", "");
    // P +0.2
    let parts = unresolved_and(&[TOLD_AGAIN, (Part::PromiseKept, 0.2)]);
    all_are("kept", &marks.journeys, "vraag", &parts, 7.413_178);
}

#[test]
fn being_passed_on_three_times_and_telling_it_all_again() {
    // D −0.35 for the first two, −0.5 for the third
    let marks = second_line(
        "bereikbaarheid: 100%, overdracht: { koud: 100%, doorschuiven: 100% }",
        "    hooguit-overdrachten: 3",
    );
    let parts = unresolved_and(&[(Part::HandoffCold, -0.7), (Part::HandoffBeyond, -0.5)]);
    all_are("passed on", &marks.contacts, "telefoon", &parts, 6.363_178);
}

#[test]
fn failing_online_and_calling_then() {
    // web: B 7.6, fit 0.7 at full self-reliance: K −0.8·0.2, F −0.7, so 6.74; phone: 8.1 + 0.083178 + 0.08 = 8.263178
    let channels = format!("  website: {{ soort: zelf }}\n{PHONE}");
    let rest = "doelgroepen: { iedereen: { aandeel: 100%, zelfredzaamheid: 90%, kanaalvoorkeur: { website: 100%, telefoon: 0% } } }";
    let journey = "    digitaal: { slaagt: 0% }
    stappen:
      openen: { werk: vak, duur: { vorm: vast, gemiddeld: 1 uur } }
      regelen: { contact: passend, duur: { vorm: vast, gemiddeld: 5 min } }";
    let marks = town(&channels, KCC, rest, "vraag", journey);
    let web = [(Part::Base, 7.6), (Part::ChannelFit, -0.16), (Part::Unresolved, -0.7)];
    all_are("web", &marks.contacts, "website", &web, 6.74);
    let phone = [(Part::Base, 8.1), (Part::WaitGain, 0.083_178), (Part::ChannelFit, 0.08)];
    all_are("phone", &marks.contacts, "telefoon", &phone, 8.263_178);
}

/// A message of Saturday that is answered on Monday at eight past nine, 9 + 8/60 hours of 24 after it came.
fn message(left_lying: &str, incomplete: &str) -> Marks {
    let channels = format!("  mail: {{ soort: bericht, basiscijfer: 7.5, blijft-liggen: {left_lying} }}");
    let journey = format!(
        "    komt-terug: {{ kans: 0% }}
    stappen: {{ schrijven: {{ contact: mail, onvolledig: {incomplete}, duur: {{ vorm: vast, gemiddeld: 8 min }} }} }}"
    );
    town(&channels, &KCC.replace("telefoon", "mail"), "", "vraag", &journey)
}

#[test]
fn a_quick_answer_that_is_incomplete() {
    // B 7.5; K −0.8·(0.9 − 0.8); V −0.4; F −0.7; in the journey L +0.15·ln 2 against three working days
    let marks = message("0%", "100%");
    let contact =
        [(Part::Base, 7.5), (Part::ChannelFit, -0.08), (Part::Incomplete, -0.4), (Part::Unresolved, -0.7)];
    all_are("contact", &marks.contacts, "mail", &contact, 6.32);
    let journey = [&contact[..], &[(Part::LeadGain, 0.103_972)]].concat();
    all_are("journey", &marks.journeys, "vraag", &journey, 6.423_972);
}

#[test]
fn a_message_that_is_never_answered() {
    let marks = message("100%", "0%");
    assert!(
        marks
            .contacts
            .iter()
            .chain(&marks.journeys)
            .all(|(_, judgement)| judgement.parts.mark() == 1_300_000)
    );
}
