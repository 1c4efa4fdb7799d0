namespace AwsHistory.Data.Model;

/// <summary>A date as precise as its source, with the keys by which it is sorted and filtered.</summary>
/// <param name="Edtf">As written (EDTF).</param>
/// <param name="Earliest">First day it can mean, <c>yyyymmdd</c>; 0 when open.</param>
/// <param name="Latest">Last day it can mean, <c>yyyymmdd</c>; 99991231 when open.</param>
/// <param name="Sort">Where it stands in a list, <c>yyyymmdd</c>.</param>
/// <param name="Display">For readers.</param>
public sealed record StoredDate(string Edtf, int Earliest, int Latest, int Sort, string Display);
