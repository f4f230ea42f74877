"""The words of each language that would tell on paper what a visitor came for.

Parted by commas; a blank parts the words of a phrase. ``*`` behind a word stands for any ending,
before an entry for any beginning. Where a word has an innocent twin (Persian برده "carried" is also
"slave", Russian "раб." stands for working hours) its telling forms are written out.
"""

from typing import Final

_ENGLISH = """
victim*, traffick*, abus*, rescu*, illegal*, exploit*, prostitut*, rape*, rapist*, assault*,
violen*, sex, sexual*, surviv*, crisis, suicid*, runaway*, shelter*, refuge, safehouse*, domestic,
slave, slaves, slavery, pimp*, brothel*, stalk*, harass*, coerc*, battered, batterer*, police,
sheriff, fbi, immigra*, deport*, asylum, undocument*, hiv, aids, abort*, drug, drugs, overdose*,
addict*, lgbt*, gay, lesbian*, queer, transgender, trans, hotline*, helpline*, safe house, sex work,
forced labor, wage theft
"""

_SPANISH = """
victim*, trafic*, abus*, rescat*, rescue*, ilegal*, explot*, prostit*, viola*, violen*, agres*,
asalt*, sexo, sexual*, sobrevivi*, crisis, suicid*, refugio*, albergue*, esclav*, proxenet*,
burdel*, acos*, maltrat*, domestic*, policia*, sheriff, migra, inmigra*, migrator*, deport*, asilo,
indocument*, vih, sida, abort*, droga*, adicc*, adict*, gay, lesbian*, transexual*, transgener*,
lgbt*, trata de personas, trata de blancas, trata humana, la trata, casa segura, trabajo forzado,
robo de salario*, linea directa
"""

_ARABIC = """
ضحية, ضحايا, اتجار, استغلال, اغتصاب, اعتداء*, عنف, عنيف*, جنس, جنسي*, دعارة, بغاء, عبودية, استعباد,
ملجأ, ملاجئ, مأوى, ناجي*, ناجون, ناجين, ناجيات, انتحار, هارب*, شرطة, هجرة, ترحيل, لجوء, إيدز, إجهاض,
مخدرات, إدمان, مثلي*, إنقاذ, إساءة, تحرش, أزمة, أزمات, تجارة البشر, تجارة الجنس, غير قانوني*,
عمل قسري, خط ساخن, خط الساخن
"""

_HANS = """
受害, 人口贩, 贩卖, 拐卖, 贩运, 虐待, 受虐, 家暴, 暴力, 强奸, 强暴, 性侵, 性骚扰, 性交易, 性工作,
卖淫, 娼, 嫖, 剥削, 奴隶, 奴役, 强迫, 幸存者, 庇护, 收容, 避难, 难民, 危机, 自杀, 离家出走, 解救,
营救, 非法, 警察, 警方, 移民, 遣返, 驱逐, 堕胎, 艾滋, 毒品, 毒瘾, 戒毒, 吸毒, 同性恋, 跨性别, 热线,
求助
"""

_HANT = """
受害, 受虐, 人口販, 販賣, 拐賣, 販運, 人蛇, 虐待, 家暴, 暴力, 強姦, 強奸, 強暴, 性侵, 性騷擾,
性交易, 性工作, 賣淫, 娼, 嫖, 剝削, 奴隸, 奴役, 強迫, 逼迫, 被逼, 倖存者, 生還者, 庇護, 收容, 避難,
難民, 危機, 自殺, 輕生, 離家出走, 解救, 營救, 非法, 警察, 警方, 移民, 遣返, 驅逐, 墮胎, 愛滋, 毒品,
毒癮, 戒毒, 吸毒, 同性戀, 同志, 跨性別, 熱線, 求助
"""

_KOREAN = """
*피해자*, 피해 상담*, 피해 신고*, 피해 지원*, *인신매매*, *매춘*, *성매매*, *학대*, *폭력*, *폭행*,
*강간*, *성폭*, *성추행*, *성희롱*, *성범죄*, *성관계*, 섹스*, *착취*, 노예*, 성노예*, 강제*,
생존자*, *쉼터*, *보호소*, *대피소*, 위기*, *자살*, 가출*, 구출*, 불법*, *경찰*, 망명*, 난민*, 이민,
이민은, 이민을, 이민이, 이민과, 이민의, 이민에, 이민자*, 이민국*, 이민법*, 이민 변호사*, 추방*,
낙태*, 에이즈*, 마약*, 중독*, 약물중독*, 알코올중독*, 게이, 동성애*, 레즈비언*, 성소수자*,
트랜스젠더*, 스토킹*, 스토커*, 포주*, 핫라인*
"""

_RUSSIAN = """
жертва, жертвы, жертве, жертву, жертвой, жертвою, жертв, жертвам, жертвами, жертвах, пострадавш*,
торговл* людьми, торговц* людьми, торговл* человек*, работорговл*, траффик*, трафикинг*, насили*,
насильств*, насильн*, изнасил*, надругательств*, домогательств*, избиени*, избива*, побои, побоев,
жесток*, секс, секса, сексу, сексом, сексе, сексуальн*, секс услуг*, проституц*, проститут*,
сутенер*, бордел*, эксплуат*, рабство, рабства, рабстве, рабству, рабыня, рабыни, невольни*,
подневольн*, принуждени*, принудительн*, выживш*, переживш*, приют*, убежищ*, кризис*, самоубий*,
суицид*, побег, побега, сбежа*, беглец*, спасение, спасения, спасению, спасател*, нелегал*,
незаконн*, полиция, полиции, полицию, полицией, полицейск*, шериф*, иммигра*, мигрант*, миграц*,
депорт*, беженец, беженц*, беженк*, аборт, аборта, аборты, абортов, вич, спид, спида, наркот*,
наркоман*, наркозавис*, нарколог*, передоз*, гей, геев, геям, лесби*, лгбт*, гомосек*, трансгендер*,
транссекс*, преследован*, сталкинг*, горяч* лини*, телефон* доверия
"""

_UKRAINIAN = """
жертва, жертви, жертві, жертву, жертвою, жертв, жертвам, жертвами, жертвах, потерпіл*, постраждал*,
торгівл* людьми, торговц* людьми, работоргівл*, насильств*, насильни*, насилля*, зґвалт*, згвалт*,
ґвалт*, домаган*, побиття*, побої, катуван*, жорсток*, секс, сексу, сексом, сексуальн*, проституц*,
проституй*, повія, повії, сутенер*, бордел*, експлуат*, рабство, рабства, рабстві, рабству, рабиня,
рабині, невільни*, примус*, примуш*, хто вижив*, притулок, притулку, притулки, притулків, прихист*,
сховищ*, укриття, криза, кризи, кризу, кризі, кризою, кризов*, самогуб*, суїцид*, втеча, втечі,
втік*, порятун*, рятувальн*, рятівник*, нелегал*, незаконн*, поліція, поліції, поліцію, поліцією,
поліцейськ*, шериф*, іммігра*, мігрант*, міграц*, депорт*, біженець, біженц*, біженк*, аборт,
аборту, аборти, абортів, віл, снід, сніду, наркот*, наркоман*, наркозал*, передоз*, гей, геї, геїв,
геям, лесбі*, лгбт*, гомосек*, трансгендер*, переслідуван*, сталкінг*, гаряч* ліні*, телефон* довіри
"""

_VIETNAMESE = """
nạn nhân, buôn người, buôn bán người, mua bán người, lạm dụng, ngược đãi, xâm hại, bạo lực,
bạo hành, hãm hiếp, cưỡng hiếp, hiếp dâm, cưỡng bức, cưỡng ép, ép buộc, tình dục, mại dâm, bán dâm,
mãi dâm, gái điếm, ma cô, nhà thổ, bóc lột, nô lệ, người sống sót, nhà tạm lánh, nơi tạm lánh,
nơi trú ẩn, chỗ trú ẩn, nhà trú ẩn, nơi tạm trú, khủng hoảng, tự tử, tự sát, bỏ nhà đi, bỏ trốn,
giải cứu, bất hợp pháp, phi pháp, cảnh sát, công an, di trú, nhập cư, di dân, trục xuất, tị nạn,
tỵ nạn, không giấy tờ, phá thai, ma túy, ma tuý, nghiện, đồng tính, chuyển giới, quấy rối, rình rập,
đường dây nóng, buon nguoi, nan nhan, bao hanh, cuong hiep, hiep dam, tinh duc, mai dam, boc lot,
khung hoang, giai cuu, canh sat, truc xuat, pha thai, ma tuy, duong day nong
"""

_FILIPINO = """
biktima*, nabiktima*, aabuso*, abuso*, inabuso*, naabuso*, pagmamaltrato*, minaltrato*, karahasan*,
marahas*, pandarahas*, panggagahasa*, gahasa*, ginahasa*, nagahasa*, panghahalay*, hinalay*,
seksuwal*, sekswal*, pagtatalik*, pakikipagtalik*, prostitusyon*, puta, bugaw*, pagsasamantala*,
pinagsamantala*, alipin*, inalipin*, pang-aalipin*, pamimilit*, pinilit*, pumilit*, sapilitan*,
nakaligtas*, kanlungan*, silungan*, ampunan*, krisis*, pagpapakamatay*, magpakamatay*, naglayas*,
tumakas*, sagip*, sumagip*, nasagip*, pagsagip*, ilegal*, iligal*, labag sa batas, pulis*,
imigrasyon*, imigrante*, deportasyon*, ipadeport*, dineport*, aborsiyon*, aborsyon*, pagpapalaglag*,
droga*, adik, adiksyon*, bakla*, tomboy*, panliligalig*
"""

_HINDI = """
पीड़ित*, तस्कर*, शोषण*, शोषित*, उत्पीड़न*, दुर्व्यवहार*, दुराचार*, हिंसा*, हिंसक*, मारपीट*,
मार पीट*, बलात्कार*, रेप, यौन*, सेक्स*, वेश्या*, देह व्यापार*, दलाल*, गुलामी*, दास प्रथा, बंधुआ*,
जबरन, जबरदस्ती*, आश्रय*, शरण, शरण स्थल*, शरणस्थल*, शरणार्थी*, शेल्टर*, संकट*, क्राइसिस*, आत्महत्या*,
आत्म हत्या, खुदकुशी*, घर से भाग*, बचाव दल*, अवैध*, गैर कानूनी*, गैरकानूनी*, पुलिस*, शेरिफ*,
आप्रवास*, अप्रवास*, आव्रजन*, प्रवासी*, इमिग्र*, निर्वासन*, निर्वासित*, देश निकाला*, डिपोर्ट*,
गर्भपात*, अबॉर्शन*, एचआईवी*, एड्स, ड्रग*, नशा*, नशे*, नशीली*, समलैंगिक*, लेस्बियन*, ट्रांसजेंडर*,
किन्नर*, एलजीबीटी*, छेड़छाड़*, छेड़ छाड़*, हॉटलाइन*, हेल्पलाइन*, हेल्प लाइन*
"""

_PUNJABI = """
ਪੀੜਤ*, ਪੀੜਿਤ*, ਤਸਕਰ*, ਸ਼ੋਸ਼ਣ*, ਬਦਸਲੂਕੀ*, ਦੁਰਵਿਹਾਰ*, ਦੁਰਵਿਵਹਾਰ*, ਹਿੰਸਾ*, ਹਿੰਸਕ*, ਕੁੱਟਮਾਰ*, ਮਾਰ ਕੁੱਟ*,
ਬਲਾਤਕਾਰ*, ਜਬਰ ਜਨਾਹ*, ਜਬਰਜਨਾਹ*, ਰੇਪ, ਜਿਨਸੀ*, ਸੈਕਸ*, ਵੇਸਵਾ*, ਦੇਹ ਵਪਾਰ*, ਦਲਾਲ*, ਗੁਲਾਮੀ*, ਬੰਧੂਆ*, ਜਬਰੀ*,
ਜ਼ਬਰਦਸਤੀ*, ਪਨਾਹ*, ਸ਼ਰਨ, ਸ਼ਰਨਾਰਥੀ*, ਆਸਰਾ*, ਸ਼ੈਲਟਰ*, ਸੰਕਟ*, ਖ਼ੁਦਕੁਸ਼ੀ*, ਖੁਦਕਸ਼ੀ*, ਆਤਮਹੱਤਿਆ*,
ਆਤਮ ਹੱਤਿਆ*, ਘਰੋਂ ਭੱਜ*, ਗੈਰ ਕਾਨੂੰਨੀ*, ਗੈਰਕਾਨੂੰਨੀ*, ਪੁਲਿਸ*, ਪੁਲੀਸ*, ਸ਼ੈਰਿਫ*, ਇਮੀਗ੍ਰੇ*, ਪ੍ਰਵਾਸੀ*,
ਦੇਸ਼ ਨਿਕਾਲ*, ਡਿਪੋਰਟ*, ਗਰਭਪਾਤ*, ਐੱਚਆਈਵੀ*, ਐਚਆਈਵੀ*, ਏਡਜ਼, ਏਡਸ, ਡਰੱਗ*, ਨਸ਼ਾ*, ਨਸ਼ੇ*, ਨਸ਼ਿਆਂ*, ਨਸ਼ੀਲ*,
ਸਮਲਿੰਗੀ*, ਲੈਸਬੀਅਨ*, ਟ੍ਰਾਂਸਜੈਂਡਰ*, ਛੇੜਛਾੜ*, ਛੇੜ ਛਾੜ*, ਹੌਟਲਾਈਨ*, ਹਾਟਲਾਈਨ*, ਹੈਲਪਲਾਈਨ*, ਹੈਲਪ ਲਾਈਨ*
"""

_PERSIAN = """
قربانی, قربانیان*, قربانی ها*, قاچاق*, سوءاستفاده*, سوء استفاده*, سو استفاده*, آزار*, خشونت*,
تجاوز*, بهره کشی*, بهرهکشی*, استثمار*, جنسی*, سکس*, تن فروش*, تنفروش*, روسپی*, فاحشه*, فحشا*,
برده داری*, بردهداری*, بردگی*, اجبار*, بازمانده*, نجات یافت*, نجاتیافت*, پناه, پناهگاه*, پناه گاه*,
سرپناه*, سر پناه*, پناهنده*, پناهندگ*, پناهجو*, پناه جو*, خانه امن*, بحران*, خودکشی*, خود کشی*,
فراری*, غیر قانونی*, غیرقانونی*, پلیس*, کلانتر*, مهاجر*, اخراج*, دیپورت*, سقط جنین*, سقطجنین*, ایدز,
اچ آی وی, مواد مخدر*, معتاد*, اعتیاد*, همجنس*, هم جنس*, تراجنس*, ترنس*, دگرباش*, مزاحمت*, کتک*,
هاتلاین*
"""

_DARI = """
قربانی, قربانیان*, قربانی ها*, قاچاق*, سوءاستفاده*, سوء استفاده*, سو استفاده*, آزار*, خشونت*,
تجاوز*, لت و کوب*, لت وکوب*, بهره کشی*, بهرهکشی*, استثمار*, جنسی*, سکس*, تن فروش*, روسپی*, فاحشه*,
فحشا*, برده داری*, بردگی*, غلامی, اجبار*, بازمانده*, نجات یافت*, نجاتیافت*, پناه, پناهگاه*,
پناه گاه*, سرپناه*, سر پناه*, پناهنده*, پناهندگ*, پناهجو*, پناه جو*, خانه امن*, بحران*, خودکشی*,
خود کشی*, فراری*, غیر قانونی*, غیرقانونی*, پولیس*, پلیس*, مهاجر*, اخراج*, دیپورت*, سقط جنین*,
سقط حمل*, ایدز, مواد مخدر*, معتاد*, اعتیاد*, همجنس*, هم جنس*, تراجنس*, ترنس*, مزاحمت*
"""

_PASHTO = """
قرباني, قربانیان*, قاچاق*, تاوتریخوال*, تاو تریخوال*, زورزیات*, زور زیات*, وهل ټکول*, ځورول*,
ځورون*, جنسي*, سکس*, ناوړه ګټ*, فحشا*, فاحشه*, بدلمن*, غلامي, مریي*, مریتوب*, جبري*, په زور, پناه,
پناه ځای*, پناهځای*, سرپناه*, سر پناه*, پناهغوښت*, پناه غوښت*, خوندي کور*, بحران*, ځانوژن*,
ځان وژن*, تښتېدل*, غیر قانون*, غیرقانون*, پولیس*, کډوال*, مهاجر*, اخراج*, دیپورت*, د حمل سقط*, سقط,
ایدز, مخدره*, نشه یي*, نشهیي*, روږدي*, معتاد*, همجنس*, هم جنس*, ژغورن*
"""

_HMONG = """
tsim txom, raug ntaus, ua phem, lag luam neeg, muag neeg, ua lag luam tib neeg, yuam deev, mos deev,
quab yuam, raug yuam, sib deev, niam ntiav, qhev, tub ceev xwm, chaw nkaum, tsev nkaum, tua yus,
tua tus kheej, khiav tawm tsev, cawm neeg, txhaum cai, txhaum kev cai, tsis raws cai, tsis raug cai,
thoj nam, tawg rog, tsiv teb tsaws chaw, xa rov qab teb chaws, xa rov teb chaws, rho menyuam,
rho me nyuam, tshuaj yeeb, yeeb tshuaj, quav yeeb, quav tshuaj, kev ntxhov siab
"""


def _entries(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.split(","))


RUN_TOGETHER: Final = ("abuse", "abuso", "lgbt", "sexo")
"""Short words that tell inside a run of letters too, as web addresses have them."""

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "en": _entries(_ENGLISH),
    "es": _entries(_SPANISH),
    "ar": _entries(_ARABIC),
    "zh-Hans": _entries(_HANS),
    "zh-Hant": _entries(_HANT),
    "ko": _entries(_KOREAN),
    "ru": _entries(_RUSSIAN),
    "uk": _entries(_UKRAINIAN),
    "vi": _entries(_VIETNAMESE),
    "fil": _entries(_FILIPINO),
    "hi": _entries(_HINDI),
    "pa": _entries(_PUNJABI),
    "fa": _entries(_PERSIAN),
    "prs": _entries(_DARI),
    "ps": _entries(_PASHTO),
    "hmn": _entries(_HMONG),
}
"""Entries by the tag of their language."""
