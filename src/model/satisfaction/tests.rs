//! Marks of single contacts and journeys, worked out by hand.

use super::coefficients::{
    Coefficients, Effort, Fit, Handoff, LeadTime, PeakEnd, Progress as ProgressPoints, Promise,
    Refusal as RefusalPoints, Repeat, Travel, Wait,
};
use super::*;
use crate::stats::normal::Curve;
use crate::time::Span;

pub const PHONE: ChannelId = ChannelId(0);
pub const COUNTER: ChannelId = ChannelId(1);
pub const MAIL: ChannelId = ChannelId(2);
const WEB: ChannelId = ChannelId(3);
const RESIDENT: SegmentId = SegmentId(0);
const BUSINESS: SegmentId = SegmentId(1);
const VULNERABLE: SegmentId = SegmentId(2);
const QUESTION: JourneyId = JourneyId(0);
const COMPLAINT: JourneyId = JourneyId(1);

/// Coefficients of the default formula.
pub fn published() -> Coefficients {
    Coefficients {
        wait: Wait { loss: 0.65, gain: 0.12, most: 3.0, told: 0.75, told_beyond: 0.9, pleasant: 0.85 },
        lead: LeadTime { loss: 0.85, gain: 0.15, most: 3.5, announced: 0.6 },
        access: 0.35,
        unresolved: 0.7,
        repeat: Repeat { first: 0.6, next: 0.4, most: 1.8 },
        handoff: Handoff { warm: 0.1, cold: 0.35, beyond: 0.5 },
        promise: Promise { kept: 0.2, broken: 1.5, most: 2.0 },
        progress: ProgressPoints { told: 0.3, silent: 0.3 },
        incomplete: 0.4,
        unclear: 0.4,
        fit: Fit { loss: 0.8, usual: 0.9 },
        refusal: RefusalPoints { loss: 1.2, fairness: 0.5, alternative: 0.2 },
        travel: Travel { loss: 0.15, usual: 10.0 },
        peak_end: PeakEnd { mean: 0.5, worst: 0.25, last: 0.25 },
        unanswered: 1.3,
        effort: Effort {
            base: 6.2,
            wait: 0.3,
            unresolved: 0.8,
            repeat: 0.6,
            handoff: 0.3,
            unclear: 0.4,
            misfit: 0.5,
        },
    }
}

pub fn satisfaction() -> Satisfaction {
    let scale = |base, treatment, spread| Scale { base, treatment, spread };
    let channels = || {
        IdVec::from(vec![
            scale(8.1, 0.5, 1.4),
            scale(8.5, 0.6, 1.1),
            scale(7.5, 0.3, 1.8),
            scale(7.6, 0.1, 1.4),
        ])
    };
    let journey = |weights| JourneyScale { channels: channels(), case: scale(7.6, 0.4, 1.8), weights };
    let weights = |terms: &[(Term, f64)]| {
        let mut weights = Weights::default();
        terms.iter().for_each(|(term, factor)| weights[*term] = *factor);
        weights
    };
    let segment = |shift, terms| SegmentScale { shift, weights: weights(terms) };
    Satisfaction {
        coefficients: published(),
        journeys: IdVec::from(vec![journey(weights(&[])), journey(weights(&[(Term::Refusal, 1.6)]))]),
        segments: IdVec::from(vec![
            segment(0.0, &[]),
            segment(-0.3, &[]),
            segment(-0.2, &[(Term::Refusal, 1.3), (Term::Promise, 1.3)]),
        ]),
        expected_access: channels().iter().map(|_| 5.0).collect(),
        goal: 8.0,
        offset: 0.0,
        survey: None,
    }
}

/// All to expectation: nothing gained or lost.
pub fn to_expectation(channel: ChannelId) -> ContactFacts {
    ContactFacts {
        channel,
        segment: RESIDENT,
        journey: QUESTION,
        wait: None,
        expected_wait: Span::MINUTE,
        told_wait: false,
        pleasant_wait: false,
        access_days: None,
        resolved: true,
        warm: 0,
        cold: 0,
        incomplete: false,
        unclear: false,
        fit: 0.9,
        treatment: 0.0,
        travel_minutes: 0.0,
        answered: true,
    }
}

pub fn nothing_special() -> JourneyFacts {
    JourneyFacts {
        lead: None,
        repeats: 0,
        kept: 0,
        broken: 0,
        progress: Progress::None,
        refusal: None,
        treatment: 0.0,
        has_case: false,
    }
}

pub fn minutes(count: f64) -> Span {
    Span::from_seconds(60.0 * count)
}

pub fn mark(facts: ContactFacts) -> i32 {
    satisfaction().contact(&facts).parts.mark()
}

/// The mark of a journey of these contacts.
pub fn journey_mark(contacts: &[ContactFacts], facts: JourneyFacts) -> Judgement {
    let satisfaction = satisfaction();
    let mut experience = Experience::default();
    for contact in contacts {
        experience.add_contact(&satisfaction.contact(contact), contact.answered);
    }
    let (journey, segment) = contacts.first().map_or((QUESTION, RESIDENT), |of| (of.journey, of.segment));
    satisfaction.journey(journey, segment, &experience, &facts).expect("an experience")
}

pub fn lead(actual: f64, expected: f64) -> Option<Lead> {
    Some(Lead { actual, expected, delay_notice: false, long: actual > 2.0 })
}

#[test]
fn to_expectation_a_contact_gets_the_base_of_its_channel() {
    assert_eq!(mark(to_expectation(PHONE)), 8_100_000);
    assert_eq!(mark(ContactFacts { segment: BUSINESS, ..to_expectation(COUNTER) }), 8_200_000);
}

#[test]
fn a_wait_beyond_expectation_costs_by_its_logarithm() {
    // ln 4.2 = 1.4350845253; 0.65 of it is 0.9328049414; 8.1 − 0.932805
    let facts = ContactFacts { wait: Some(minutes(4.2)), ..to_expectation(PHONE) };
    assert_eq!(mark(facts), 7_167_195);
    // ln 2 = 0.6931471806; 0.65 of it is 0.4505456674
    let facts = ContactFacts { wait: Some(minutes(2.0)), ..to_expectation(PHONE) };
    assert_eq!(mark(facts), 7_649_454);
}

#[test]
fn who_was_told_the_wait_minds_less_and_without_a_jump() {
    // 6 minutes: 0.65·(0.75·ln 3 + 0.9·ln 2) = 0.65·(0.8239592165 + 0.6238324625) = 0.9410645914
    let facts = ContactFacts { wait: Some(minutes(6.0)), told_wait: true, ..to_expectation(PHONE) };
    assert_eq!(mark(facts), 7_158_935);
    let just = |minutes_waited| mark(ContactFacts { wait: Some(minutes(minutes_waited)), ..facts });
    assert!((just(2.999_999) - just(3.000_001)).abs() < 2);
}

#[test]
fn a_short_wait_gains_a_little_and_no_more_than_a_factor_two() {
    // 0.12·ln 2 = 0.0831776617
    for waited in [0.0, 0.1, 0.5] {
        let facts = ContactFacts { wait: Some(minutes(waited)), ..to_expectation(PHONE) };
        assert_eq!(mark(facts), 8_183_178);
    }
}

#[test]
fn an_endless_wait_costs_three_points_and_says_so() {
    let facts = ContactFacts { wait: Some(Span::DAY), ..to_expectation(PHONE) };
    let judgement = satisfaction().contact(&facts);
    assert_eq!(judgement.parts.mark(), 5_100_000);
    // 0.65·ln 1440 = 0.65·7.2723983926 = 4.7270589552
    assert_eq!((judgement.parts[Part::WaitLoss], judgement.parts[Part::Floor]), (-4_727_059, 1_727_059));
}

#[test]
fn a_pleasant_appointment_at_a_far_counter() {
    let facts = ContactFacts {
        wait: Some(minutes(10.0)),
        expected_wait: minutes(5.0),
        pleasant_wait: true,
        access_days: Some(10.0),
        treatment: 0.5,
        travel_minutes: 40.0,
        fit: 1.0,
        ..to_expectation(COUNTER)
    };
    // 8.5 − 0.65·ln 2·0.85 (0.3829638173) − 0.35·log2(10/5) + 0.6·0.5 − 0.15·log2(40/10) + 0.8·0.1
    // = 8.5 − 0.382964 − 0.35 + 0.3 − 0.3 + 0.08
    assert_eq!(mark(facts), 7_847_036);
}

#[test]
fn faults_add_up() {
    let facts = ContactFacts {
        resolved: false,
        incomplete: true,
        unclear: true,
        cold: 1,
        warm: 1,
        ..to_expectation(PHONE)
    };
    // 8.1 − 0.7 − 0.4 − 0.4 − 0.35 − 0.10
    assert_eq!(mark(facts), 6_150_000);
    // 6.2 − 0.8 − 2·0.3 − 0.4
    assert_eq!(satisfaction().contact(&facts).effort, 4_400_000);
}

#[test]
fn effort_is_lost_to_waiting_and_to_a_channel_that_fits_less_than_usual() {
    let facts = ContactFacts { wait: Some(minutes(2.0)), fit: 0.5, ..to_expectation(PHONE) };
    // 6.2 − 0.3·ln 2 (0.2079441542) − 0.5·(0.9 − 0.5)
    assert_eq!(satisfaction().contact(&facts).effort, 5_792_056);
    let mut own = satisfaction();
    own.coefficients.effort.wait = 0.0;
    own.coefficients.fit.usual = 0.5;
    assert_eq!(own.contact(&facts).effort, 6_200_000);
}

#[test]
fn the_third_hand_off_costs_half_a_point() {
    // two cold 0.70, one beyond 0.50
    assert_eq!(mark(ContactFacts { cold: 3, ..to_expectation(PHONE) }), 6_900_000);
    // of four, half cold: one cold 0.35, one warm 0.10, two beyond 1.00
    assert_eq!(mark(ContactFacts { warm: 2, cold: 2, ..to_expectation(PHONE) }), 6_650_000);
}

#[test]
fn no_answer_is_a_fixed_mark_whatever_else_happened() {
    let facts = ContactFacts { answered: false, resolved: false, ..to_expectation(MAIL) };
    let judgement = satisfaction().contact(&facts);
    assert_eq!(judgement.parts.mark(), 1_300_000);
    // 1.3 − (7.5 − 0.7)
    assert_eq!(judgement.parts[Part::Unanswered], -5_500_000);
    let after = journey_mark(&[facts], JourneyFacts { repeats: 2, ..nothing_special() });
    assert_eq!(after.parts.mark(), 1_300_000);
}

#[test]
fn a_mark_is_never_below_one_and_never_above_ten() {
    let bad = ContactFacts {
        wait: Some(Span::DAY),
        resolved: false,
        incomplete: true,
        unclear: true,
        cold: 8,
        ..to_expectation(PHONE)
    };
    let judgement = satisfaction().contact(&bad);
    assert_eq!(judgement.parts.mark(), 1_000_000);
    // 8.1 − 3 − 0.7 − 0.8 − 0.7 − 6·0.5 = −0.1
    assert_eq!(judgement.parts[Part::Clamp], 1_100_000);
}

#[test]
fn one_contact_and_nothing_else_is_the_mark_of_the_journey() {
    let facts = ContactFacts { wait: Some(minutes(4.2)), ..to_expectation(PHONE) };
    let judgement = journey_mark(&[facts], nothing_special());
    assert_eq!(judgement, satisfaction().contact(&facts));
}

#[test]
fn repeats_and_promises_join_the_last_contact() {
    // 8.1 − (0.6 + 0.4) − 1.5 + 0.2
    let facts = JourneyFacts { repeats: 2, kept: 1, broken: 1, ..nothing_special() };
    let judgement = journey_mark(&[to_expectation(PHONE)], facts);
    assert_eq!(judgement.parts.mark(), 5_800_000);
    // 6.2 − 2·0.6
    assert_eq!(judgement.effort, 5_000_000);
    // beyond the most: 8.1 − 1.8 − 2
    let facts = JourneyFacts { repeats: 9, broken: 3, ..nothing_special() };
    assert_eq!(journey_mark(&[to_expectation(PHONE)], facts).parts.mark(), 4_300_000);
}

#[test]
fn three_contacts_weigh_by_mean_worst_and_last() {
    let unresolved = ContactFacts { resolved: false, ..to_expectation(PHONE) };
    let contacts = [to_expectation(WEB), unresolved, to_expectation(COUNTER)];
    // 7.6, 7.4, 8.5: mean 7.8333333; 0.5·7.8333333 + 0.25·7.4 + 0.25·8.5 = 7.8916667
    let judgement = journey_mark(&contacts, nothing_special());
    assert_eq!(judgement.parts.mark(), 7_891_667);
    assert_eq!(judgement.parts[Part::Unresolved], -233_333);
    assert_eq!(judgement.parts[Part::Base], 8_066_667);
    assert_eq!(judgement.spread, 1_100_000);
}

#[test]
fn a_permit_granted_in_time_is_judged_as_a_case() {
    // 7.6 + 0.15·ln(8/7) = 7.6 + 0.0200297 ; + 0.3 told
    let facts = JourneyFacts {
        lead: lead(35.0, 40.0),
        progress: Progress::Told,
        has_case: true,
        ..nothing_special()
    };
    assert_eq!(journey_mark(&[], facts).parts.mark(), 7_920_030);
}

#[test]
fn a_permit_twice_too_late_and_unannounced_with_two_chasers() {
    // 7.6 − 0.85·ln 2 (0.5891751035) − 0.3 − (0.6 + 0.4)
    let late = JourneyFacts {
        lead: lead(80.0, 40.0),
        progress: Progress::Silent,
        repeats: 2,
        has_case: true,
        ..nothing_special()
    };
    assert_eq!(journey_mark(&[], late).parts.mark(), 5_710_825);
    // announced and told, nobody chases: 7.6 − 0.6·0.5891751035 + 0.3
    let announced = JourneyFacts {
        lead: Some(Lead { delay_notice: true, ..late.lead.unwrap() }),
        progress: Progress::Told,
        repeats: 0,
        ..late
    };
    assert_eq!(journey_mark(&[], announced).parts.mark(), 7_546_495);
}

#[test]
fn a_refusal_costs_less_when_it_is_fair_and_more_in_a_complaint() {
    let refused = |fairness, alternative| JourneyFacts {
        refusal: Some(Refusal { fairness, alternative }),
        has_case: true,
        ..nothing_special()
    };
    // 7.6 − 1.2 bare; 7.6 − 1.2·0.5 + 0.2 wholly transparent with an alternative
    assert_eq!(journey_mark(&[], refused(0.0, false)).parts.mark(), 6_400_000);
    assert_eq!(journey_mark(&[], refused(1.0, true)).parts.mark(), 7_200_000);
    // a vulnerable complainant: case 7.6 − 0.2 − 1.6·1.3·1.2·0.85 = 5.2784; contact 8.1 − 0.2 = 7.9
    // mean 6.5892; 0.5·6.5892 + 0.25·5.2784 + 0.25·5.2784 = 5.9338
    let contact = ContactFacts { journey: COMPLAINT, segment: VULNERABLE, ..to_expectation(PHONE) };
    let judgement = journey_mark(&[contact], refused(0.3, false));
    assert_eq!(judgement.parts.mark(), 5_933_800);
    assert_eq!((judgement.parts[Part::Refusal], judgement.parts[Part::PeakEnd]), (-1_060_800, -655_400));
}

#[test]
fn without_contact_or_case_there_is_no_mark() {
    let judged = satisfaction().journey(QUESTION, RESIDENT, &Experience::default(), &nothing_special());
    assert_eq!(judged, None);
}

#[test]
fn shares_follow_from_mark_and_spread() {
    let satisfaction = satisfaction();
    let at = satisfaction.contact(&to_expectation(COUNTER));
    // (8.5 − 7.5)/1.1 = 0.909091 and (5.5 − 8.5)/1.1 = −2.727273 in the normal table
    assert_eq!(satisfaction.shares(&Curve::tabulated(), &at), Shares { high: 818_349, low: 3_193 });
    let exactly = Judgement { spread: 0, ..at };
    assert_eq!(satisfaction.shares(&Curve::tabulated(), &exactly), Shares { high: WHOLE, low: 0 });
    // as a mystery guest: half a point lower
    let mystery = Satisfaction { offset: -0.5, ..satisfaction };
    assert!(mystery.shares(&Curve::tabulated(), &at).high < 700_000);
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn any_contact()(
            channel in 0u32..4,
            wait in proptest::option::of(0.0..600.0f64),
            flags in proptest::collection::vec(any::<bool>(), 6),
            hands in (0u8..5, 0u8..5),
            access_days in proptest::option::of(0.0..60.0f64),
            fit in 0.0..1.0f64,
            treatment in -1.0..1.0f64,
            travel_minutes in 0.0..120.0f64,
            answered in proptest::bool::weighted(0.9),
        ) -> ContactFacts {
            ContactFacts {
                wait: wait.map(minutes),
                told_wait: flags[0],
                pleasant_wait: flags[1],
                access_days,
                resolved: flags[2],
                warm: hands.0,
                cold: hands.1,
                incomplete: flags[3],
                unclear: flags[4],
                fit,
                treatment,
                travel_minutes,
                answered,
                ..to_expectation(ChannelId(channel))
            }
        }
    }

    prop_compose! {
        fn any_journey()(
            lead in proptest::option::of((0.0..100.0f64, 0.1..100.0f64)),
            delay_notice in any::<bool>(),
            counts in (0u32..6, 0u32..4, 0u32..4),
            silent in any::<bool>(),
            refusal in proptest::option::of((0.0..1.0f64, any::<bool>())),
            has_case in any::<bool>(),
        ) -> JourneyFacts {
            JourneyFacts {
                lead: lead.map(|(actual, expected)| Lead { actual, expected, delay_notice, long: true }),
                repeats: counts.0,
                kept: counts.1,
                broken: counts.2,
                progress: if silent { Progress::Silent } else { Progress::Told },
                refusal: refusal.map(|(fairness, alternative)| Refusal { fairness, alternative }),
                treatment: 0.0,
                has_case,
            }
        }
    }

    fn without_closing(parts: &Parts) -> i32 {
        parts.mark() - parts[Part::Clamp] - parts[Part::Unanswered]
    }

    proptest! {
        #[test]
        fn a_contact_is_its_parts_kept_within_one_and_ten(facts in any_contact()) {
            let parts = satisfaction().contact(&facts).parts;
            let expected = if facts.answered {
                without_closing(&parts).clamp(POINT, 10 * POINT)
            } else {
                1_300_000
            };
            prop_assert_eq!(parts.mark(), expected);
            prop_assert!(parts[Part::WaitLoss] + parts[Part::Floor] >= -3 * POINT);
        }

        #[test]
        fn a_journey_weighs_the_marks_of_its_contacts(
            contacts in proptest::collection::vec(any_contact(), 1..6),
        ) {
            let marks: Vec<f64> = contacts.iter().map(|contact| f64::from(mark(*contact))).collect();
            let mean = marks.iter().sum::<f64>() / marks.len() as f64;
            let worst = marks.iter().copied().fold(f64::INFINITY, f64::min);
            let expected = 0.5 * mean + 0.25 * worst + 0.25 * marks[marks.len() - 1];
            let judged = journey_mark(&contacts, nothing_special()).parts;
            prop_assert!((f64::from(judged.mark()) - expected).abs() <= 1.0, "{} {}", judged.mark(), expected);
            for part in Part::ALL.iter().filter(|part| **part != Part::PeakEnd) {
                let of_contacts = contacts.iter().map(|facts| satisfaction().contact(facts).parts[*part]);
                let mean = of_contacts.map(f64::from).sum::<f64>() / contacts.len() as f64;
                prop_assert!((f64::from(judged[*part]) - mean).abs() <= 0.5, "{part:?}");
            }
        }

        #[test]
        fn coming_back_once_more_never_raises_a_mark_between_one_and_ten(
            contacts in proptest::collection::vec(any_contact(), 1..4),
            facts in any_journey(),
        ) {
            let once = journey_mark(&contacts, facts);
            let again = journey_mark(&contacts, JourneyFacts { repeats: facts.repeats + 1, ..facts });
            prop_assert!(again.parts.mark() <= once.parts.mark() && again.effort <= once.effort);
            prop_assert!((POINT..=10 * POINT).contains(&again.parts.mark()), "{}", again.parts.mark());
            prop_assert!(once.parts.mark() <= once.parts.without_losses() + POINT);
        }
    }
}
