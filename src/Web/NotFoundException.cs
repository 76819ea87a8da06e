namespace Symmetry.Web;

/// <summary>The requested resource does not exist: status 404.</summary>
/// <param name="message">One sentence for the client.</param>
internal sealed class NotFoundException(string message) : Exception(message);
