"""Why somebody calls: of every situation one short sentence to say aloud."""

from typing import Final

from kiosk.i18n.messages import N_, Message

WHY: Final[dict[str, Message]] = {
    # TRANSLATORS: A visitor says this aloud, on the phone or at a desk, to the person who answers;
    # others may hear it. First person; nothing shows the speaker's gender; at most 45 letters.
    "bed_tonight": N_("I need a bed tonight."),
    "leave_harm": N_("I am not safe at home."),
    "with_children": N_("I need a place for my children and me."),
    "young_bed": N_("I am under 25. I need a bed."),
    "home_longer": N_("I need a place to live."),
    "rest_by_day": N_("I need a place to rest today."),
    "talk_harm": N_("Someone close to me hurts me."),
    # TRANSLATORS: Forced work or forced sex, said so that nobody who hears it knows which.
    "talk_forced": N_("Someone makes me do what I do not want."),
    # TRANSLATORS: Forced sex; the words keep it open, the person who answers asks no more.
    "talk_sex": N_("Something happened that I did not want."),
    "too_heavy": N_("My life feels too heavy right now."),
    "young_talk": N_("I am young. I need to talk."),
    # TRANSLATORS: Someone of my own people, language or kind.
    "my_people": N_("I want to talk to someone like me."),
    "eat_today": N_("I need something to eat today."),
    "food_home": N_("I need food to take home."),
    "food_money": N_("I need money for food."),
    "baby": N_("I need things for a baby."),
    "wash_clothes": N_("I need a shower and clothes."),
    "doctor": N_("I need a doctor or a dentist."),
    # TRANSLATORS: At a hospital, after forced sex, which the words do not name.
    "after_sex": N_("I was hurt. I need a private exam."),
    "mind": N_("I feel bad inside. I need to talk."),
    "drink_drugs": N_("I want help with drinking or drugs."),
    "pregnancy": N_("I have a question about pregnancy."),
    "who_pays": N_("I need help to pay for care."),
    "not_paid": N_("My boss did not pay me."),
    "forced_work": N_("My boss does not let me leave."),
    "unsafe_work": N_("My work is not safe."),
    "punished": N_("My boss treats me badly."),
    # TRANSLATORS: House work in the home of others.
    "farm_home": N_("I do farm or house work. I need help."),
    "job": N_("I need a job."),
    "visa_lawyer": N_("I need a lawyer for my papers."),
    "papers_taken": N_("Someone keeps my passport."),
    "agents": N_("I am afraid that agents may come."),
    "visa_harm": N_("I was hurt. I want to ask about a visa."),
    "id_name": N_("I need an ID card or a new name."),
    "safe_mail": N_("I need a mail address that is safe."),
    "stay_away": N_("I want someone to stay away from me."),
    "accused": N_("I have a court date. I need help."),
    "old_case": N_("I want to clear an old case."),
    "after_crime": N_("I was hurt by a crime."),
    "civil_lawyer": N_("I need a lawyer. Can you help me?"),
    "forms_language": N_("I need help with a form."),
    "young_day": N_("I need food, a shower and rest."),
    "young_harm": N_("I am young. Someone hurts me."),
    "foster": N_("I have a question about foster care."),
    # TRANSLATORS: Without saying of oneself that one is.
    "young_lgbtq": N_("I am looking for help for LGBTQ people."),
    "watched_phone": N_("Someone watches my phone."),
    "benefits": N_("I want to apply for benefits."),
    "phone_ride": N_("I need a phone or a ride."),
    "child_care": N_("I need care or a school for my child."),
    "school_rides": N_("I need help with school."),
    "older_carers": N_("I need help for an older person."),
    "deaf": N_("I do not hear well. I need help."),
    "emergency": N_("I need help right now."),
    "pets": N_("I need a place for my pet."),
}
"""Sentences by code of :data:`kiosk.domain.situations.SITUATIONS`: at most 45 letters, without
quotes, in the first person, and no more than a waiting room may hear."""
