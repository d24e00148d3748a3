# Statistics of one's own numbers, and vectors that are checked.
< pairs.csv
pair,n12,n1,n2
trust and money,22,62,626
nothing,0,0,0
<
< table.csv
,yes,no
officials,4,0
organisers,1,4
<
< ratings.csv
unit,anna,ben
1,yes,yes
2,no,yes
3,,yes
4,no,no
<
< vectors.json
{"vectors": [
  {"id": "tea", "measure": "lift", "input": {"n12": 150, "n1": 200, "n2": 800, "N": 1000}, "expected": 0.9375, "tolerance": 1e-9},
  {"id": "coffee", "measure": "lift", "input": {"n12": 150, "n1": 200, "n2": 800, "N": 1000}, "expected": 0.5}
]}
<
$ gloss stat jaccard pairs.csv
jaccard = n12 / (n1 + n2 - n12); Jaccard 1901

pair             n12  n1   n2  jaccard  Undefined
───────────────  ───  ──  ───  ───────  ────────────
trust and money   22  62  626    0.033
nothing            0   0    0        -  a count is 0

$ gloss stat fisher_exact_p_two_sided table.csv
fisher_exact_p_two_sided = P of all tables at most as likely; Fisher 1935

item                      Value
────────────────────────  ─────
fisher_exact_p_two_sided  0.048

$ gloss stat krippendorff_alpha_nominal ratings.csv --format json
{
  "schema": 1,
  "measure": "krippendorff_alpha_nominal",
  "formula": "1 - Do/De; Krippendorff 1970, 2004",
  "rows": [
    {"item": "krippendorff_alpha_nominal", "value": 0.4444444444444444}
  ]
}

$ gloss stat jaccard table.csv
gloss: table.csv, result 1: jaccard: n12 is missing; try: data for it have n12, n1, n2
= 65

$ gloss stat jacquard pairs.csv
gloss: there is no measure 'jacquard'; try: gloss stat --list
= 64

$ gloss stat --vectors vectors.json
Vectors

Vector  Measure  Computed  Expected  Outcome
──────  ───────  ────────  ────────  ───────
tea     lift     0.9375    0.9375    pass
coffee  lift     0.9375    0.5       FAIL

coffee: computed 0.9375, expected 0.5
2 vectors: 1 pass, 1 fail, 0 of measures left out, 0 of unknown measures
= 1

$ gloss stat
gloss: name a measure and a file of data, or --vectors and files, or --list; try: gloss stat jaccard pairs.csv
= 64
