"""What agencies are called: which words of a name tell its field and how much law it enforces. Data only.

A row is (domain or null, kind, words). The word that stands first in a name decides; of two that begin together the
longer. The kinds follow the checklist's table: agencies that mainly enforce law, those with powers and few cases, those
under vertical management, those that enforce nothing. A name that holds none of the words is of the last sort.
"""

from __future__ import annotations

from linter.review import Kind

FIELDS: tuple[tuple[str | None, Kind, str], ...] = (
    ("ecology", "enforcing", "生态环境 环境保护 环保局 环保厅"),
    ("market-regulation", "enforcing", "市场监督管理 市场监管 市场和质量监督 工商行政管理 质量技术监督"),
    ("urban-management", "enforcing", "城市管理 城市综合管理 城管 综合行政执法 综合执法 行政执法局 市容"),
    ("emergency-management", "enforcing", "应急管理 应急局 安全生产监督"),
    ("transport", "enforcing", "交通运输 交通局 交通委 道路运输 公路 港航 港口"),
    ("water", "enforcing", "水利 水务 水政 河务"),
    ("natural-resources", "enforcing", "自然资源 规划和自然资源 规划自然资源 国土资源 规划局 海洋"),
    ("housing", "enforcing", "住房和城乡建设 住房城乡建设 住房建设 住建 城乡建设 建设局 建设委 住房和城市建设 住房保障 房屋管理 房产管理"),
    ("agriculture", "enforcing", "农业农村 农业局 农业委 农业和 农牧 畜牧 渔业 海洋与渔业"),
    ("health", "enforcing", "卫生健康 卫健 卫生和计划生育 卫生计生 疾病预防控制局"),
    ("culture-tourism", "enforcing", "文化和旅游 文化旅游 文化广电 文化体育 文旅 文广 文体 文化市场 文化局 旅游局 旅游和文化"),
    ("human-resources", "enforcing", "人力资源和社会保障 人力资源社会保障 人社"),
    ("public-security", "enforcing", "公安 交警 出入境"),
    ("fire", "enforcing", "消防"),
    ("forestry", "enforcing", "林业和草原 林业 林草 草原 园林 绿化"),
    ("drug", "enforcing", "药品监督 药监"),
    ("tobacco", "enforcing", "烟草"),
    ("education", "light-enforcing", "教育 教体局"),
    ("civil-affairs", "light-enforcing", "民政"),
    ("development-reform", "light-enforcing", "发展和改革 发展改革 发改"),
    ("finance", "light-enforcing", "财政"),
    ("commerce", "light-enforcing", "商务"),
    ("industry", "light-enforcing", "工业和信息化 经济和信息化 工业信息化 经济信息化 经信 工信 经济贸易"),
    ("science", "light-enforcing", "科学技术 科技"),
    ("statistics", "light-enforcing", "统计"),
    ("audit", "light-enforcing", "审计"),
    ("medical-insurance", "light-enforcing", "医疗保障 医保"),
    ("ethnic-religious", "light-enforcing", "民族宗教 民族和宗教 民族事务 宗教事务 民宗"),
    ("justice", "light-enforcing", "司法"),
    (None, "light-enforcing", "行政审批 粮食和物资储备 粮食 能源 体育 广播电视 新闻出版 人民防空 人防 地方金融 金融监督 知识产权 住房公积金 档案局 地震"),
    ("tax", "branch", "税务"),
    ("customs", "branch", "海关"),
    (None, "branch", "海事 邮政管理 气象 通信管理 出入境边防 矿山安全监察"),
    (
        None,
        "non-enforcing",
        "机关事务 信访 国有资产 国资 研究室 投资促进 招商 大数据 数据局 数据管理 政务服务 外事 退役军人 乡村振兴 供销 参事 地方志 "
        "港澳 合作交流 接待 政府办公",
    ),
)

# What agencies of a field were called before the reform of 2018; a report on a later year is no longer theirs.
REFORMED = 2019
FORMER: dict[str, str] = {
    "ecology": "环境保护局 环保局 环境保护厅 环保厅",
    "natural-resources": "国土资源局 国土局 国土资源厅 规划局 国土资源和规划局",
    "market-regulation": "工商行政管理局 工商局 质量技术监督局 质监局 食品药品监督管理局 食药监局 食药局 市场和质量监督管理局 工商质监局",
    "emergency-management": "安全生产监督管理局 安监局 安全监管局",
    "health": "卫生和计划生育委员会 卫生和计划生育局 卫生计生委 卫生计生局 卫计委 卫计局",
    "agriculture": "农业局 农业委员会 农委 畜牧兽医局 畜牧局",
    "culture-tourism": "旅游局 旅游发展委员会 文化局 文化广电新闻出版局 文广新局 文体局",
    "human-resources": "劳动和社会保障局 劳动局 人事局",
    "medical-insurance": "医疗保险管理局",
    "development-reform": "物价局",
    "industry": "经济和信息化委员会 经信委",
    "commerce": "商务委员会 商务委",
}

# Cities that are divided into districts, without 市; a city named otherwise may be one of the counties' rank.
MUNICIPALITIES = frozenset("北京 上海 天津 重庆".split())
PREFECTURES = frozenset(
    """
    石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
    呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
    长春 吉林 四平 辽源 通化 白山 松原 白城 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化
    南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
    合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德
    南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽
    郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州
    长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
    南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳
    贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
    兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密
    """.split()
)
PROVINCES = frozenset(
    """
    河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾
    内蒙古 广西 西藏 宁夏 新疆
    """.split()
)
