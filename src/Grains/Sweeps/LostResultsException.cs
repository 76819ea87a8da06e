namespace Symmetry.Grains.Sweeps;

/// <summary>Results that were counted are missing from the store, or damaged. The caller must count again.</summary>
/// <param name="message">What is missing, as a sentence.</param>
internal sealed class LostResultsException(string message) : Exception(message);
