namespace Symmetry.Protocol;

/// <summary>A row of the database.</summary>
/// <param name="Row">What was written.</param>
/// <param name="IsGood">Whether its checksum is right.</param>
/// <param name="IsRepair">Whether it replaced a damaged one.</param>
internal sealed record StoredRow(TrialRow Row, bool IsGood = true, bool IsRepair = false);
