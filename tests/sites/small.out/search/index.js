mzFound({"block":64,"kinds":["部门","科目","名词","页面","规则","项目"],"mark":"67dc797eb8f23be1","pages":["0","xj"],"words":{"found":"找到","more":"全部结果","none":"没有找到","other":"其他年度","pieces":"条"}})
