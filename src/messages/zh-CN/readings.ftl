### Charitable readings: how two figures that do not agree may both be right. Only the publisher sees them.

reading-certainty = 读法不能确定
reading-name-unsure = “{ $name }”的名称没有完全读懂
reading-code-unlike-name = 编码 { $code } 通常不是“{ $name }”，可能读错了行
reading-other-scope = 两处的口径不同：一处是部门，一处是单位
reading-other-units = 两处分属不同的单位：{ $left }、{ $right }
reading-other-departments = 两处分属不同的部门
reading-other-funds = 两处的资金口径不同

reading-cut = 截去尾数，或末位相差一
reading-cut-off = 各数如果是截去尾数而不是四舍五入，或只差末位一，两处可以同时成立

reading-plug = 凑成百分之百的占比
reading-plugged = 各项占比相加正好是 100%，这一项可能是倒挤的

reading-whole = 以另一个合计为整体的占比
reading-whole-other = 以本文件另一处印出的 { $whole }（{ $name }）为整体，这个占比正好相符；占哪一个合计，原文没有写明
reading-whole-listed = 以同一句中列出占比的各项之和为整体，这个占比正好相符；占哪一个合计，原文没有写明

reading-factor = 正好是两倍，或一万倍
reading-twice = 一处正好是另一处的两倍，可能是合计与分项一起相加
reading-ten-thousand = 一处正好是另一处的一万倍，表的单位可能不是所读到的单位

reading-rows = 一行重复计入、未计入或是小计
reading-row-twice = 差额正好是“{ $name }”一行，它可能已含在其他行里，或是小计
reading-rows-twice = 差额正好是“{ $name }”“{ $other }”两行，它们可能已含在其他行里
reading-row-left-out = 差额正好是没有计入的“{ $name }”一行

reading-carried = 是否含结转和结余
reading-carried-row = 差额正好是“{ $name }”，一处可能含结转和结余，另一处不含

reading-reserve = 机动经费等另列的款项
reading-apart = 差额正好是另列的“{ $name }”

reading-twin = 部门与单位口径
reading-twin-scope = “{ $name }”按{ $whose }的口径正好是另一处的数

reading-elsewhere = 数字另属一个名目
reading-other-subject = { $figure } 也是《{ $table }》“{ $name }”的数，所说的可能是它

reading-unlike = 两处所指可能不同
reading-unlike-amounts = 两段话各说一个数，相差不像笔误，又没有别的数相同，可能口径、范围或时段不同

reading-sign = 大小相同，方向相反
reading-direction-elsewhere = 两处大小相同，只是增减方向相反，方向可能写在别处
