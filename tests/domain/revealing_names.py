"""Names for slips and contacts, by language: some tell what a visitor came for, some tell nothing.

Parted by bars. Both are checked as names are, in all lists at once.
"""

from typing import Final

TELLING: Final = {
    "en": """
Battered Women's Network | Women Abuse Line | Victim Office | Victims | Survivors Group |
DV Center | IPV Desk | Stalking Help | Harassment Desk | Threats Office | Blackmail Help |
Strangulation Clinic | Hate Crime Office | Family Justice Center | Trauma Center | Traffick Free |
Human Trafficking Desk | Slavery Office | Forced Labor Desk | Forced Work | Forced Marriage |
Child Marriage | Child Brides | Debt Bondage | Sex Line | Sexual Health | Rape Center | Raped |
Rapist | Incest Help | Molestation | Molested Kids | Porn Help | Sextortion | Prostitutes |
Escorts | Strip Clubs | Call Girls | Pimps | Kidnap Line | Kidnapped | Abduction Desk |
Missing Children | Hostages | Captivity | Runaways | Women's Shelter | Shelters | Refuge |
Safe House | Safe-House | Safehouse | Safe Haven | Safe Place | Refugee | Refugees Office |
Asylum Desk | Asylee Help | Migrant | Migrants | Migration | Immigrants | Immigration Papers |
Undocumented | Deportation | Deported | ICE Raids | Detention | Detained | DACA | U Visa |
T-Visa Desk | Green Cards | Border Patrol | Smuggled | Police | Sheriff | FBI | Arrested |
Parole Office | Restraining Order | Restraining Orders | Protective Order | Orders of Protection |
Stay-Away Order | Law Enforcement | Crime | Crimes Desk | Inmates | Drugs | Overdose | Narcotics |
Addiction | Addicts | Rehab | Rehab House | Detox | Detox Center | Sobriety | Opioids | Heroin |
Alcoholics | Needle Exchange | Suicide Line | Crisis | Self-Harm | Mental Health | Psychiatry |
Depression | HIV | AIDS | HIV Clinic | Abortion | Pregnancy Help | Birth Control | STD Clinic |
Herpes | Homeless | Homelessness | Unhoused | Halfway House | Unpaid wages | Wage Theft |
Stolen Wages | Back Wages | Wage Claims | Sweatshops | Retaliation | Hotline | Hot line |
Helpline | Help line | Help-line | Warm Line | Safeline | Tip Line | LGBTQ | Gay | Trans |
Transgender | Queer Youth | Witness Office | Eyewitness Desk | Work Rights Desk
""",
    "es": """
Golpeada | Mujeres golpeadas | Golpes | Maltratadas | Línea Golpe | Abusada | Abusos | Violencia |
Violada | Violaciones | Agresión | Agredidas y agresores | Acoso | Amenazada | Amenazas |
Hostigamiento | Víctima | Sobrevivientes | Feminicidio | Chantaje | Extorsión | Trata |
Anti-Trata | Trata Sacramento | Tratante | Tráfico | Esclavas | Servidumbre | Trabajo forzoso |
Trabajos forzados | Explotación | Matrimonio forzado | Matrimonios arreglados | Sexo | Sexual |
Incesto | Pornografía | Porno | Puta | Prostitutas | Desnudos | Burdel | Secuestro | Secuestrada |
Raptada | Rehenes | Desaparecidos | Niñas robadas | Refugio | Refugios | Albergue | Casa segura |
Casas de acogida | Lugar seguro | Refugiado | refugiados | Refugiadas | Asilo | Asilados |
Migrante | Migrantes | Migración | Inmigrantes | La migra | Emigrados | Sin Papeles |
Sin documentos | Indocumentada | Deportada | Deportación | Redadas | Visa U | Tarjeta verde |
Policía | Denuncias | Delitos | Crimen | Cárcel | Detenidos | Arrestos | Orden de restricción |
Órdenes de protección | Orden de alejamiento | Droga | Drogadictos | Narcóticos | Narco |
Sobredosis | Adicciones | Alcohólicos | Desintoxicación | Centro de Rehabilitación | Jeringas |
Suicidio | Crisis | Salud mental | Psiquiatra | Depresión | Trauma | VIH | Sida | Aborto |
Embarazada | Anticonceptivos | Sin hogar | Sin techo | Indigentes | Desamparada |
Situación de calle | Salarios robados | Robo de salario | Sueldos no pagados | Línea de ayuda |
Líneas de ayuda | Línea directa | Línea de apoyo | Testigos | Lesbianas | Homosexuales | Transexual
""",
    "disguise": """
WomensShelter | womensshelter | WOMENSSHELTER | CasaRefugio | casarefugio | NoMasViolencia |
SacVictimServices | HelpLine | SafeHouse24 | DomesticOffice | StopRape Now | V í c t i m a s |
v i c t i m s | V.I.C.T.I.M.S | Vic-tims | Vic tims | Shel ter | Re fu gio | S-h-e-l-t-e-r |
H.I.V. | H I V | D.V. | D V Center | R_a_p_e | Sh3lter | V1ctim | V1ct1m5 | R4pe | P0lice | 5ex |
$exual | @buse | Abu$e | Suic1de | Ref@gio Refug10 | H0tline | Golp3ada | Sheltеr | Ѕhelter |
Αsylum | Ｓｈｅｌｔｅｒ | Shel\u00adter | Shel\u200bter | SEXCenter | 24Shelter | golpeadas.pdf |
ПриютДляЖенщин | П р и ю т | 家 暴 | 家-暴 | 쉼 터 | Nannhan | buonnguoi | LineaDeAyuda |
sinpapeles
""",
    "ar": """
نساء معنفات | ضحايا العنف | التهديد | الابتزاز | اختطاف | رهائن | عمل قسري | العمل القسري |
الزواج القسري | زواج القاصرات | اللاجئين | لاجئات | المهاجرين | بلا أوراق | الاعتقال | سجناء |
أمر حماية | جرائم | المدمنين | جرعة زائدة | الصحة النفسية | نقص المناعة | الحوامل | المشردين |
بلا منزل | خط المساعدة | خط نجدة | بيت آمن | سرقة الأجور | أجور غير مدفوعة | الشرطة | تحرش |
مأوى النساء | إجهاض | انتحار
""",
    "zh-Hans": """
被打妇女 | 施暴 | 绑架 | 人质 | 强制劳动 | 逼婚 | 色情 | 乱伦 | 安全屋 | 难民之家 | 移民服务 |
无证人士 | 偷渡 | 绿卡 | 拘留 | 保护令 | 限制令 | 报警 | 犯罪 | 威胁 | 戒酒 | 成瘾 | 吸毒过量 |
自残 | 心理健康 | 抑郁 | 艾滋 | 怀孕 | 人流 | 性病 | 无家可归 | 流浪者 | 欠薪 | 讨薪 | 热线 |
求助 | 求救 | 妓女
""",
    "zh-Hant": """
被打婦女 | 施暴 | 綁架 | 人質 | 強制勞動 | 逼婚 | 色情 | 亂倫 | 安全屋 | 難民之家 | 移民服務 |
無證人士 | 偷渡 | 綠卡 | 拘留 | 保護令 | 限制令 | 報警 | 犯罪 | 威脅 | 戒酒 | 成癮 | 吸毒過量 |
自殘 | 心理健康 | 憂鬱症 | 愛滋 | 懷孕 | 人流 | 性病 | 無家可歸 | 街友 | 欠薪 | 討薪 | 熱線 |
求助 | 求救 | 妓女
""",
    "ko": """
매맞는 아내 | 가정폭력 | 협박 | 납치 | 감금 | 강요 | 조혼 | 포르노 | 근친상간 | 안전가옥 | 쉼터 |
난민 | 이민자 | 미등록 이주민 | 영주권 | 구금 | 체포 | 접근금지 | 보호명령 | 범죄 | 경찰서 |
마약 | 알코올 | 과다복용 | 자해 | 정신건강 | 우울증 | 에이즈 | 임신부 | 낙태 | 성병 | 노숙인 |
홈리스 | 임금체불 | 임금 체불 | 헬프라인 | 긴급전화 | 상담전화 | 미혼모
""",
    "ru": """
Избитые женщины | Побитые | Угрозы | Шантаж | Похищение | Похищенные | Заложники | Инцест |
Порнография | Рабский труд | Детские браки | Ранний брак | Невыплаченная зарплата |
Задержка зарплаты | Приют | Без документов | Мигранты | Эмигранты | Беженцы | Рейды |
Задержанные | Арест | Тюрьма | Охранный ордер | Судебный запрет | Преступления | Полиция |
Алкоголики | Пьянство | Реабилитационный центр | Психиатр | Депрессия | Самоубийство |
Беременные | Аборт | ВИЧ | Бездомные | Без крова | Ночлежка | Линия помощи | Телефон помощи |
Горячая линия | Безопасный дом
""",
    "uk": """
Побиті жінки | Погрози | Шантаж | Викрадення | Викрадені | Заручники | Інцест | Порнографія |
Рабська праця | Дитячі шлюби | Невиплачена зарплата | Затримка зарплати | Притулок |
Без документів | Мігранти | Емігранти | Біженці | Рейди | Затримані | Арешт | Тюрма | В’язниця |
Обмежувальний припис | Злочини | Поліція | Алкоголіки | П’янство | Реабілітаційний центр |
Психіатр | Депресія | Самогубство | Вагітні | Аборт | Бездомні | Без даху | Нічліжка |
Лінія допомоги | Телефон допомоги | Гаряча лінія
""",
    "vi": """
Phụ nữ bị đánh | Đe dọa | Bắt cóc | Con tin | Loạn luân | Khiêu dâm | Cưỡng bức | Ép hôn |
Tảo hôn | Nợ lương | Quỵt lương | Nhà an toàn | Nơi trú ẩn | Tị nạn | Di cư | Nhập cư |
Không giấy tờ | Thẻ xanh | Bắt giữ | Lệnh cấm | Lệnh bảo vệ | Tội phạm | Cảnh sát | Cai nghiện |
Quá liều | Tự tử | Tâm thần | Trầm cảm | Mang thai | Phá thai | Vô gia cư | Đường dây nóng |
Đường dây trợ giúp | Vo gia cu | Bao luc
""",
    "fil": """
Binugbog | Pananakit | Pagbabanta | Dinukot | Bihag | Insesto | Pornograpiya |
Sapilitang trabaho | Hindi bayad na sahod | Pagnanakaw ng sahod | Kanlungan | Ligtas na lugar |
Ligtas na tahanan | Migrante | Imigrante | Walang papeles | Inaresto | Kulungan | Pulis | Krimen |
Droga | Alkohol | Adiksyon | Pagpapakamatay | Kalusugang pangkaisipan | Buntis | Aborsyon |
Walang tirahan | Palaboy | Linya ng tulong | Karahasan | Panggagahasa | Biktima
""",
    "hi": """
पिटाई | धमकी | अपहरण | बंधक | अश्लील | मानव व्यापार | बंधुआ मजदूर | बाल विवाह | वेतन की चोरी |
बकाया वेतन | आश्रय | सुरक्षित घर | शरणार्थी | प्रवासी | बिना कागज | ग्रीन कार्ड | गिरफ्तारी |
जेल | सुरक्षा आदेश | अपराध | पुलिस | शराब | नशा मुक्ति | ओवरडोज | आत्महत्या | मानसिक स्वास्थ्य |
अवसाद | गर्भवती | गर्भपात | एचआईवी | बेघर | हेल्पलाइन | सहायता लाइन | घरेलू हिंसा | बलात्कार |
तस्करी
""",
    "pa": """
ਕੁੱਟਮਾਰ | ਧਮਕੀਆਂ | ਅਗਵਾ | ਬੰਧਕ | ਅਸ਼ਲੀਲ | ਮਨੁੱਖੀ ਵਪਾਰ | ਬਾਲ ਵਿਆਹ | ਤਨਖਾਹ ਚੋਰੀ | ਬਕਾਇਆ ਤਨਖਾਹ |
ਪਨਾਹ | ਸੁਰੱਖਿਅਤ ਘਰ | ਸ਼ਰਨਾਰਥੀ | ਪ੍ਰਵਾਸੀ | ਬਿਨਾਂ ਕਾਗਜ਼ | ਗ੍ਰੀਨ ਕਾਰਡ | ਗ੍ਰਿਫ਼ਤਾਰੀ | ਜੇਲ੍ਹ |
ਸੁਰੱਖਿਆ ਹੁਕਮ | ਅਪਰਾਧ | ਪੁਲਿਸ | ਸ਼ਰਾਬ | ਨਸ਼ਾ | ਓਵਰਡੋਜ਼ | ਖੁਦਕੁਸ਼ੀ | ਮਾਨਸਿਕ ਸਿਹਤ | ਗਰਭਵਤੀ | ਗਰਭਪਾਤ |
ਬੇਘਰ | ਹੈਲਪਲਾਈਨ | ਸਹਾਇਤਾ ਲਾਈਨ | ਘਰੇਲੂ ਹਿੰਸਾ | ਬਲਾਤਕਾਰ | ਤਸਕਰੀ
""",
    "fa": """
زنان کتک‌خورده | تهدید | آدم‌ربایی | گروگان | پورنوگرافی | کار اجباری | ازدواج کودکان |
دستمزد پرداخت‌نشده | خانه امن | جای امن | پناهگاه | پناهجویان | مهاجران | بدون مدرک | گرین کارت |
بازداشت | زندان | حکم حفاظتی | جرایم | پلیس | الکلی‌ها | ترک اعتیاد | خودکشی | سلامت روان |
افسردگی | زن باردار | سقط جنین | ایدز | بی‌خانمان‌ها | خط کمک | خشونت خانگی | قاچاق انسان
""",
    "prs": """
زنان لت‌وکوب‌شده | تهدید | اختطاف | گروگان | بچه‌بازی | کار اجباری | ازدواج اطفال |
معاش پرداخت‌نشده | خانه امن | جای امن | پناهگاه | پناهندگان | مهاجرین | بدون مدرک | توقیف | محبس |
حکم محافظتی | جرایم | پولیس | شراب | تریاک | خودکشی | صحت روانی | حامله | سقط حمل | ایدز |
بی‌خانه‌ها | خط کمک | خشونت خانواده
""",
    "ps": """
وهل شوې ښځې | ګواښونه | تښتول | یرغمل | جبري کار | د ماشومانو واده | د معاش غلا | خوندي کور |
خوندي ځای | پناه | پناه غوښتونکي | کډوال | بې سنده | نیول شوي | زندان | د ساتنې امر | جرمونه |
پولیس | شراب | الکول | ځان وژنه | رواني روغتیا | حامله | د حمل سقط | ایدز | بې کوره |
د مرستې کرښه | تاوتریخوالی | جنسي
""",
    "hmn": """
Raug ntaus | Raug hem | Nyiag neeg | Yuam yuav | Yuam ua hauj lwm | Tsis them nyiaj hli |
Tsev nyab xeeb | Chaw nyab xeeb | Chaw nkaum | Thoj nam | Tsis muaj ntaub ntawv | Raug ntes |
Nkuaj | Ntawv txwv | Tub ceev xwm | Quav cawv | Quav yeeb | Tua tus kheej | Nyuaj siab |
Xeeb tub | Rho menyuam | Tsis muaj tsev nyob | Xov tooj pab | Raug yuam | Mos deev
""",
}

HARMLESS: Final = {
    "en": """
Loaves and Fishes | River City Clinic | Law Library | Law Library Desk | Food Bank |
Sac Food Bank | Women, Infants and Children | WIC Office | Farmers Market | Soup Kitchen |
Community Garden | Job Center | Library | Oak Park Library | School District | Adult School |
English Classes | Tax Help | Tax Desk | Bus Pass | Transit Center | SacRT | Showers and Laundry |
Laundry Room | Clothes Closet | Day Center | Senior Center | Youth Center | Kids Club |
Child Care | Head Start | Nursery | Diaper Bank | Dental Clinic | Eye Clinic |
Physical Therapist | Therapists United | Occupational Therapy | Counseling Center |
Family Clinic | Health Fair | Broadway Clinic | Nurse Desk | Pharmacy | Vaccines | Hospital |
Urgent Care | Housing Desk | Housing Line | Rent Help | Utility Help | Phone Plan | Post Office |
DMV Office | City Hall | County Aid Desk | Benefits Desk | Medi-Cal | CalFresh | Veterans Hall |
Legal Aid | Court Website | Forms Desk | Records Desk | Papers Desk | Help Desk |
Text Line | Home Line | WV Line | Care Line | State Line Road | Translation Desk |
Transport Office | Transit | Transfer Station | Art Studio | Music School | Yoga Room |
Swim Club | Bike Kitchen | Chess Club | Book Club | Tool Library | Seed Library |
Pet Food Pantry | Dog Park | Restaurant Row | Star Restaurant | Grape Street | Essex House |
Sussex Road | Middlesex Desk | Scunthorpe Hall | Penistone Center | Cockburn Office |
Beanstalk Preschool | Drugstore Corner | Drapery Shop | Skilling Center | Braids and Hair |
Theatre Arts | Contra Costa | Benedict Hall | Prince Street | Province Hall | Labor Temple |
Union Hall | Pay Office | Job Safety Office | Carpool | Archive |
Archives Office | Hive Workshop | Trinity Church | Saint John's | St. Mary's | La Familia |
Casa Grande | El Sol | The Grove | Opening Doors | Next Move | First Step | Front Street |
Q Spot | Wind Center | 3Strands Office | 24/7 Clinic | Room 200 | 5th Street | Route 66 Diner |
B12 Desk | O'Neil Field | Mother-in-law Club | Drop-in Center | Living Room | Friendship Park |
Mustard Seed | Good to know nearby | Food, showers, rest | Health clinic | A Bus Ride |
The Rapid Line | Assessment Desk | Analysis Lab | Passion Play | Class of 2026 | Asset Desk |
Grass Valley
""",
    "es": """
Banco de alimentos | Clínica del Valle | Comida y ropa | Clases de inglés | Biblioteca |
Guardería | Ayuda con impuestos | Centro de día | Escuela de adultos | Deportes | Polideportivo |
Liga deportiva | Casa Central | El Mercado | Iglesia del Sol | Oficina de empleo | Vivienda |
Salud y familia | Farmacia | ¿De qué se trata? | Tratamiento dental | Dentista | Autobús |
Duchas | Cultura y arte | Despensa | Centro comunitario | Amigos de Portland | Casa de Portugal |
Los Niños | Mesa de papeles
""",
    "ar": """
بنك الطعام | العيادة | مكتب المساعدة | المكتبة | دروس الإنجليزية | العلاج الطبيعي | مركز العائلة
""",
    "zh-Hans": """
食物银行 | 社区诊所 | 图书馆 | 英语课 | 报税 | 公交车 | 老人中心 | 法律图书馆 | 托儿所
""",
    "zh-Hant": """
食物銀行 | 社區診所 | 圖書館 | 英語課 | 報稅 | 公車 | 老人中心 | 法律圖書館 | 托兒所
""",
    "ko": """
푸드뱅크 | 동네 의원 | 도서관 | 영어 교실 | 세금 도움 | 버스 | 노인 센터 | 무료 식사 |
분위기 좋은 곳
""",
    "ru": """
Продукты | Клиника | Библиотека | Уроки английского | Автобус | Торговый центр | Детский сад
""",
    "uk": """
Продукти | Клініка | Бібліотека | Уроки англійської | Автобус | Сніданок | Дитячий садок
""",
    "vi": """
Ngân hàng thực phẩm | Phòng khám | Thư viện | Lớp tiếng Anh | Xe buýt | Việc làm | Bảo hành xe
""",
    "fil": """
Bangko ng pagkain | Klinika | Aklatan | Klase sa Ingles | Bus | Trabaho | Damit at pagkain
""",
    "hi": """
खाद्य बैंक | क्लिनिक | पुस्तकालय | अंग्रेजी कक्षा | बस | परिवार केंद्र | अहिंसा मार्ग
""",
    "pa": """
ਭੋਜਨ ਬੈਂਕ | ਕਲੀਨਿਕ | ਲਾਇਬ੍ਰੇਰੀ | ਅੰਗਰੇਜ਼ੀ ਕਲਾਸ | ਬੱਸ | ਪਰਿਵਾਰ ਕੇਂਦਰ
""",
    "fa": """
بانک غذا | درمانگاه | کتابخانه | کلاس انگلیسی | اتوبوس | مرکز خانواده | کاریابی
""",
    "prs": """
بانک غذا | کلینیک | کتابخانه | صنف انگلیسی | سرویس | مرکز فامیل | نان و لباس
""",
    "ps": """
د خوړو بانک | کلینیک | کتابتون | د انګلیسي ټولګی | بس | د کورنۍ مرکز | کار
""",
    "hmn": """
Chaw muab zaub mov | Chaw kho mob | Tsev qiv ntawv | Kawm lus Askiv | Tsheb npav | Hauj lwm
""",
}


def rows(table: dict[str, str]) -> list[str]:
    """The names of a table, one by one."""
    return [" ".join(name.split()) for names in table.values() for name in names.split("|")]
