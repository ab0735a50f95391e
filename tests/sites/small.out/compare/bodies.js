chosenBodies([["qingxi-archive","青溪市南岸区档案馆",""]]);
