using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Symmetry.Web;

/// <summary>An extra component served on the port of the live page, behind the same access guard.</summary>
public interface IWebPart
{
    /// <summary>Adds the component's services.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Adds the component's routes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
