namespace Symmetry.Grains.Storage;

/// <summary>A store cannot be used: a newer version wrote it, or it is something else.</summary>
/// <param name="message">One sentence for the user.</param>
public sealed class StoreFormatException(string message) : Exception(message);
