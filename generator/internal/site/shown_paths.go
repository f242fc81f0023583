package site

// Where data lie in the site.
const (
	networkPath      = "api/v1/network.json"
	roiPath          = "api/v1/roi.json"
	expectationsPath = "api/v1/expectations.json"
)

// cohortAPI is where a cohort's figures lie as data.
func cohortAPI(id string) string { return "api/v1/cohorts/" + id + ".json" }
