namespace Symmetry.Web;

/// <summary>What was asked for is not there: 404 with a sentence.</summary>
internal sealed class NotThereException(string message) : Exception(message);
